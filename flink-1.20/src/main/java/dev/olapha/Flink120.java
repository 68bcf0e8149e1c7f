package dev.olapha;

import dev.olapha.persistence.adapter.DurableJobData;
import dev.olapha.persistence.adapter.DurableLayout;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.LostJarFilter;
import dev.olapha.persistence.adapter.ResultDirectory;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;
import org.apache.flink.runtime.jobmanager.StandaloneJobGraphStore;
import org.apache.flink.runtime.util.ZooKeeperUtils;

import java.util.List;
import java.util.stream.Collectors;

/** Flink 1.20: job graphs. */
public final class Flink120 implements FlinkLine {

    @Override
    public HighAvailabilityServices inMemory(ProcessServices process, InMemoryJobData jobData) {
        return new OlapHaServices(process, jobData, StandaloneJobGraphStore::new);
    }

    @Override
    public HighAvailabilityServices durable(ProcessServices process, DurableJobData jobData) {
        return new OlapHaServices(process, jobData, () -> LostJarFilter.jobGraphStore(jobData));
    }

    @Override
    public DurableLayout layout(Configuration configuration) {
        return new DurableLayout(
                List.of(configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_JOBGRAPHS_PATH)),
                List.of(
                        ZooKeeperUtils.HA_STORAGE_SUBMITTED_JOBGRAPH_PREFIX,
                        ZooKeeperUtils.HA_STORAGE_COMPLETED_CHECKPOINT),
                ResultDirectory.deletable(
                                configuration,
                                JobResultStoreOptions.STORAGE_PATH,
                                JobResultStoreOptions.DELETE_ON_COMMIT,
                                FileSystemJobResultStore::createDefaultJobResultStorePath)
                        .stream()
                        .collect(Collectors.toList()));
    }
}
