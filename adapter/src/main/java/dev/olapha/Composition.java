package dev.olapha;

import dev.olapha.config.HaSettings;
import dev.olapha.config.HaSettings.BlobStorage;
import dev.olapha.config.HaSettings.JobRecovery;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderServices;
import dev.olapha.lifecycle.Closer;
import dev.olapha.liveness.ProcessLiveness;
import dev.olapha.persistence.adapter.DurableJobData;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.StorageDirectory;
import dev.olapha.standalone.StandaloneLeaderBackend;
import dev.olapha.zookeeper.ZooKeeperConnection;
import dev.olapha.zookeeper.ZooKeeperLeaderBackend;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.BlobStoreService;
import org.apache.flink.runtime.blob.BlobUtils;
import org.apache.flink.runtime.blob.VoidBlobStore;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executor;

/**
 * Puts a JobManager's or TaskManager's services together. The leader side and the persistence side
 * share one thing, the client connection; neither knows the other.
 */
final class Composition {

    private static final Logger LOG = LoggerFactory.getLogger(Composition.class);

    private final FlinkLine line;
    private final HaSettings settings;
    private final Configuration configuration;
    private final Executor executor;

    /** Receives everything that is opened, in the order in which it is opened. */
    private final Closer closer;

    Composition(
            FlinkLine line,
            HaSettings settings,
            Configuration configuration,
            Executor executor,
            Closer closer) {
        this.line = line;
        this.settings = settings;
        this.configuration = configuration;
        this.executor = executor;
        this.closer = closer;
    }

    HighAvailabilityServices compose() throws Exception {
        warnOfLostJars();
        final StorageDirectory storage =
                settings.needsStorageDirectory()
                        ? StorageDirectory.existing(configuration)
                        : StorageDirectory.none();
        switch (settings.leaderServicesType()) {
            case STANDALONE:
                return line.inMemory(
                        process(StandaloneLeaderBackend.forServer(configuration), storage),
                        new InMemoryJobData(settings.rememberedJobs()));
            case ZOOKEEPER:
                final ZooKeeperConnection connection =
                        closer.register(ZooKeeperConnection.open(configuration));
                connection.awaitConnected();
                return onZooKeeper(
                        connection,
                        process(
                                ZooKeeperLeaderBackend.start(
                                        connection, new ProcessLiveness(settings.liveness())),
                                storage));
            default:
                throw new AssertionError("All types are handled above.");
        }
    }

    private HighAvailabilityServices onZooKeeper(
            ZooKeeperConnection connection, ProcessServices process) throws Exception {
        return settings.jobRecovery() == JobRecovery.ON
                ? line.durable(
                        process,
                        new DurableJobData(
                                connection.curator(),
                                configuration,
                                executor,
                                settings.blobStorage(),
                                line.layout(configuration)))
                : line.inMemory(process, new InMemoryJobData(settings.rememberedJobs()));
    }

    private ProcessServices process(LeaderBackend backend, StorageDirectory storage)
            throws Exception {
        final LeaderServices leaders =
                closer.register(
                        settings.jobRecovery() == JobRecovery.ON
                                ? LeaderServices.publishingJobLeaders(backend)
                                : LeaderServices.derivingJobLeaders(backend));
        final BlobStoreService blobs = closer.register(blobStore());
        LOG.info(
                "High availability: leaders in {}, job recovery {}, blobs {}.",
                settings.leaderServicesType().configValue(),
                settings.jobRecovery(),
                settings.blobStorage());
        return new ProcessServices(leaders, blobs, storage, closer);
    }

    private BlobStoreService blobStore() throws Exception {
        return settings.blobStorage() == BlobStorage.SHARED
                ? BlobUtils.createBlobStoreFromConfig(configuration)
                : new VoidBlobStore();
    }

    private void warnOfLostJars() {
        if (settings.jobRecovery() == JobRecovery.ON
                && settings.blobStorage() == BlobStorage.LOCAL) {
            LOG.warn(
                    "'high-availability.blob-store.enabled' is false although "
                            + "'high-availability.job-recovery.enabled' is true: jars that were uploaded with a job "
                            + "will not be there after a failover, so only jobs whose classes are in lib/ recover.");
        }
    }
}
