package dev.olapha;

import dev.olapha.persistence.adapter.DurableJobData;
import dev.olapha.persistence.adapter.DurableLayout;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.RecoverableExecutionPlans;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.jobmanager.StandaloneExecutionPlanStore;
import org.apache.flink.runtime.util.ZooKeeperUtils;

/** Flink 2.0 to 2.2: execution plans, no applications. */
public final class Flink20 implements FlinkLine {

    @Override
    public HighAvailabilityServices inMemory(ProcessServices process, InMemoryJobData jobData) {
        return new OlapHaServices(
                new SharedServices(process, jobData), StandaloneExecutionPlanStore::new);
    }

    @Override
    public HighAvailabilityServices durable(ProcessServices process, DurableJobData jobData) {
        return new OlapHaServices(
                new SharedServices(process, jobData),
                () -> RecoverableExecutionPlans.planStore(jobData));
    }

    @Override
    public DurableLayout layout(Configuration configuration) {
        return DurableLayout.ofEveryLine(configuration)
                .withPointers(
                        configuration.get(
                                HighAvailabilityOptions.HA_ZOOKEEPER_EXECUTION_PLANS_PATH),
                        ZooKeeperUtils.HA_STORAGE_SUBMITTED_EXECUTION_PLAN_PREFIX);
    }
}
