package dev.olapha;

import dev.olapha.persistence.adapter.DurableJobData;
import dev.olapha.persistence.adapter.DurableLayout;
import dev.olapha.persistence.adapter.InMemoryApplicationResultStore;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.LostJarFilter;
import dev.olapha.persistence.adapter.ResultDirectory;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.highavailability.ApplicationResultStoreOptions;
import org.apache.flink.runtime.highavailability.FileSystemApplicationResultStore;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;
import org.apache.flink.runtime.jobmanager.StandaloneApplicationStore;
import org.apache.flink.runtime.jobmanager.StandaloneExecutionPlanStore;
import org.apache.flink.runtime.util.ZooKeeperUtils;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flink 2.3: execution plans, and applications with results of their own. */
public final class Flink23 implements FlinkLine {

    @Override
    public HighAvailabilityServices inMemory(ProcessServices process, InMemoryJobData jobData) {
        return new OlapHaServices(
                process,
                jobData,
                StandaloneExecutionPlanStore::new,
                StandaloneApplicationStore::new,
                new InMemoryApplicationResultStore(jobData.remembered()));
    }

    @Override
    public HighAvailabilityServices durable(ProcessServices process, DurableJobData jobData) {
        return new OlapHaServices(
                process,
                jobData,
                () -> LostJarFilter.planStore(jobData),
                () ->
                        ZooKeeperUtils.createApplicationStore(
                                jobData.client(), jobData.configuration()),
                jobData.usable(
                        () ->
                                FileSystemApplicationResultStore.fromConfiguration(
                                        jobData.configuration(), jobData.executor())));
    }

    // Deprecated in Flink, yet still what its FileSystemJobResultStore obeys.
    @SuppressWarnings("deprecation")
    @Override
    public DurableLayout layout(Configuration configuration) {
        final Optional<Path> jobResults =
                ResultDirectory.deletable(
                        configuration,
                        JobResultStoreOptions.STORAGE_PATH,
                        JobResultStoreOptions.DELETE_ON_COMMIT,
                        FileSystemJobResultStore::createDefaultJobResultStorePath);
        final Optional<Path> applicationResults =
                ResultDirectory.deletable(
                        configuration,
                        ApplicationResultStoreOptions.STORAGE_PATH,
                        ApplicationResultStoreOptions.DELETE_ON_COMMIT,
                        FileSystemApplicationResultStore::createDefaultApplicationResultStorePath);
        return new DurableLayout(
                List.of(
                        configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_APPLICATIONS_PATH),
                        configuration.get(
                                HighAvailabilityOptions.HA_ZOOKEEPER_EXECUTION_PLANS_PATH)),
                List.of(
                        ZooKeeperUtils.HA_STORAGE_SUBMITTED_EXECUTION_PLAN_PREFIX,
                        ZooKeeperUtils.HA_STORAGE_SUBMITTED_APPLICATION_PREFIX,
                        ZooKeeperUtils.HA_STORAGE_COMPLETED_CHECKPOINT),
                Stream.of(jobResults, applicationResults)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toList()));
    }
}
