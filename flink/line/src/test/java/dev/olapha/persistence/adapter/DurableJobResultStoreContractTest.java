package dev.olapha.persistence.adapter;

import dev.olapha.testkit.persistence.JobResultStoreContract;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.JobResultStore;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Flink's own durable store, which recovery uses, held against the same contract as ours. */
class DurableJobResultStoreContractTest implements JobResultStoreContract {

    @TempDir Path directory;

    @Override
    public JobResultStore newStore() throws Exception {
        final Configuration configuration = new Configuration();
        configuration.set(HighAvailabilityOptions.HA_STORAGE_PATH, directory.toUri().toString());
        configuration.setString("job-result-store.delete-on-commit", "false");
        return FileSystemJobResultStore.fromConfiguration(configuration, Runnable::run);
    }
}
