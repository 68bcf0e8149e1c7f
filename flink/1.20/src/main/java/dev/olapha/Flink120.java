package dev.olapha;

import dev.olapha.persistence.adapter.BlobOwner;
import dev.olapha.persistence.adapter.BlobsOfLostJobs;
import dev.olapha.persistence.adapter.DurableJobData;
import dev.olapha.persistence.adapter.DurableLayout;
import dev.olapha.persistence.adapter.ForgottenJobGraphs;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.KubernetesPointers;
import dev.olapha.persistence.adapter.RecoverableJobGraphs;
import dev.olapha.persistence.adapter.ZooKeeperPointers;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.kubernetes.utils.KubernetesUtils;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.jobmanager.JobGraphStore;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.util.function.SupplierWithException;

/** Flink 1.20: job graphs. */
public final class Flink120 implements FlinkLine {

    @Override
    public HighAvailabilityServices inMemory(ProcessServices process, InMemoryJobData jobData) {
        return new OlapHaServices(
                new SharedServices(process, jobData),
                () -> {
                    // Flink asks for it once, at the beginning of a term.
                    jobData.beginTerm();
                    return new ForgottenJobGraphs(new BlobsOfLostJobs(process.blobs()));
                });
    }

    @Override
    public HighAvailabilityServices durable(
            ProcessServices process, DurableJobData jobData, ZooKeeperPointers pointers) {
        return durable(process, jobData, pointers.store(ZooKeeperUtils::createJobGraphs));
    }

    @Override
    public HighAvailabilityServices durable(
            ProcessServices process, DurableJobData jobData, KubernetesPointers pointers) {
        return durable(process, jobData, pointers.store(KubernetesUtils::createJobGraphStore));
    }

    private static HighAvailabilityServices durable(
            ProcessServices process,
            DurableJobData jobData,
            SupplierWithException<JobGraphStore, Exception> store) {
        return new OlapHaServices(
                new SharedServices(process, jobData),
                () -> new RecoverableJobGraphs(store.get(), jobData));
    }

    @Override
    public DurableLayout layout(Configuration configuration) {
        return DurableLayout.ofEveryLine(configuration)
                .withPointers(
                        configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_JOBGRAPHS_PATH),
                        BlobOwner.JOB);
    }

    /** Deprecated, and the only kind of duration that this line's gateway takes. */
    @SuppressWarnings("deprecation")
    @Override
    public void freeInactiveSlots(TaskExecutorGateway taskManager, JobID jobId) {
        taskManager.freeInactiveSlots(jobId, org.apache.flink.api.common.time.Time.seconds(10));
    }
}
