package dev.olapha;

import dev.olapha.persistence.adapter.BlobOwner;
import dev.olapha.persistence.adapter.BlobsOfLostJobs;
import dev.olapha.persistence.adapter.DurableJobData;
import dev.olapha.persistence.adapter.DurableLayout;
import dev.olapha.persistence.adapter.ForgottenExecutionPlans;
import dev.olapha.persistence.adapter.InMemoryApplicationResultStore;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.KubernetesPointers;
import dev.olapha.persistence.adapter.LocalApplicationBlobs;
import dev.olapha.persistence.adapter.OwnApplicationResults;
import dev.olapha.persistence.adapter.RecoverableApplications;
import dev.olapha.persistence.adapter.RecoverableExecutionPlans;
import dev.olapha.persistence.adapter.ResultDirectory;
import dev.olapha.persistence.adapter.SharedApplicationBlobs;
import dev.olapha.persistence.adapter.UploadedFiles;
import dev.olapha.persistence.adapter.ZooKeeperPointers;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.kubernetes.utils.KubernetesUtils;
import org.apache.flink.runtime.blob.BlobStoreService;
import org.apache.flink.runtime.highavailability.ApplicationResultStoreOptions;
import org.apache.flink.runtime.highavailability.FileSystemApplicationResultStore;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.runtime.jobmanager.StandaloneApplicationStore;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.util.function.SupplierWithException;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Flink 2.3: execution plans, and applications with results of their own. */
public final class Flink23 implements FlinkLine {

    @Override
    public HighAvailabilityServices inMemory(ProcessServices process, InMemoryJobData jobData) {
        final AtomicReference<InMemoryApplicationResultStore> applicationResults =
                new AtomicReference<>(new InMemoryApplicationResultStore(jobData.remembered()));
        return new OlapHaServices(
                new SharedServices(process, jobData),
                () -> {
                    // Flink asks for it once, at the beginning of a term.
                    jobData.beginTerm();
                    applicationResults.updateAndGet(InMemoryApplicationResultStore::ofNextTerm);
                    return new ForgottenExecutionPlans(new BlobsOfLostJobs(process.blobs()));
                },
                StandaloneApplicationStore::new,
                applicationResults::get);
    }

    @Override
    public HighAvailabilityServices durable(
            ProcessServices process, DurableJobData jobData, ZooKeeperPointers pointers) {
        return durable(
                process,
                jobData,
                pointers.store(ZooKeeperUtils::createExecutionPlans),
                pointers.store(ZooKeeperUtils::createApplicationStore));
    }

    @Override
    public HighAvailabilityServices durable(
            ProcessServices process, DurableJobData jobData, KubernetesPointers pointers) {
        return durable(
                process,
                jobData,
                pointers.store(KubernetesUtils::createExecutionPlanStore),
                pointers.store(KubernetesUtils::createApplicationStore));
    }

    private static HighAvailabilityServices durable(
            ProcessServices process,
            DurableJobData jobData,
            SupplierWithException<ExecutionPlanStore, Exception> plans,
            SupplierWithException<ApplicationStore, Exception> applications) {
        final OwnApplicationResults results =
                new OwnApplicationResults(
                        jobData.usable(
                                () ->
                                        FileSystemApplicationResultStore.fromConfiguration(
                                                jobData.configuration(), jobData.executor())));
        jobData.addResults(results::end);
        return new OlapHaServices(
                new SharedServices(process, jobData),
                () -> new RecoverableExecutionPlans(plans.get(), jobData),
                () -> new RecoverableApplications(applications.get(), jobData),
                () -> results);
    }

    @Override
    public BlobStoreService sharedBlobs(UploadedFiles files) throws IOException {
        return new SharedApplicationBlobs(files);
    }

    @Override
    public BlobStoreService localBlobs(UploadedFiles files) throws IOException {
        return new LocalApplicationBlobs(files);
    }

    @Override
    public DurableLayout layout(Configuration configuration) {
        return DurableLayout.ofEveryLine(configuration)
                .withPointers(
                        configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_APPLICATIONS_PATH),
                        BlobOwner.APPLICATION)
                .withPointers(
                        configuration.get(
                                HighAvailabilityOptions.HA_ZOOKEEPER_EXECUTION_PLANS_PATH),
                        BlobOwner.JOB)
                .withResults(
                        ResultDirectory.deletable(
                                configuration,
                                ApplicationResultStoreOptions.STORAGE_PATH,
                                ApplicationResultStoreOptions.DELETE_ON_COMMIT,
                                FileSystemApplicationResultStore
                                        ::createDefaultApplicationResultStorePath));
    }

    @Override
    public void freeInactiveSlots(TaskExecutorGateway taskManager, JobID jobId) {
        taskManager.freeInactiveSlots(jobId, Duration.ofSeconds(10));
    }
}
