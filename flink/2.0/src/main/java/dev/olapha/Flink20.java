package dev.olapha;

import dev.olapha.persistence.adapter.BlobOwner;
import dev.olapha.persistence.adapter.BlobsOfLostJobs;
import dev.olapha.persistence.adapter.DurableJobData;
import dev.olapha.persistence.adapter.DurableLayout;
import dev.olapha.persistence.adapter.ForgottenExecutionPlans;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.KubernetesPointers;
import dev.olapha.persistence.adapter.RecoverableExecutionPlans;
import dev.olapha.persistence.adapter.ZooKeeperPointers;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.kubernetes.utils.KubernetesUtils;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.util.function.SupplierWithException;

import java.time.Duration;

/** Flink 2.0 to 2.2: execution plans, no applications. */
public final class Flink20 implements FlinkLine {

    @Override
    public HighAvailabilityServices inMemory(ProcessServices process, InMemoryJobData jobData) {
        return new OlapHaServices(
                new SharedServices(process, jobData),
                () -> {
                    // Flink asks for it once, at the beginning of a term.
                    jobData.beginTerm();
                    return new ForgottenExecutionPlans(new BlobsOfLostJobs(process.blobs()));
                });
    }

    @Override
    public HighAvailabilityServices durable(
            ProcessServices process, DurableJobData jobData, ZooKeeperPointers pointers) {
        return durable(process, jobData, pointers.store(ZooKeeperUtils::createExecutionPlans));
    }

    @Override
    public HighAvailabilityServices durable(
            ProcessServices process, DurableJobData jobData, KubernetesPointers pointers) {
        return durable(process, jobData, pointers.store(KubernetesUtils::createExecutionPlanStore));
    }

    private static HighAvailabilityServices durable(
            ProcessServices process,
            DurableJobData jobData,
            SupplierWithException<ExecutionPlanStore, Exception> plans) {
        return new OlapHaServices(
                new SharedServices(process, jobData),
                () -> new RecoverableExecutionPlans(plans.get(), jobData));
    }

    @Override
    public DurableLayout layout(Configuration configuration) {
        return DurableLayout.ofEveryLine(configuration)
                .withPointers(
                        configuration.get(
                                HighAvailabilityOptions.HA_ZOOKEEPER_EXECUTION_PLANS_PATH),
                        BlobOwner.JOB);
    }

    @Override
    public void freeInactiveSlots(TaskExecutorGateway taskManager, JobID jobId) {
        taskManager.freeInactiveSlots(jobId, Duration.ofSeconds(10));
    }
}
