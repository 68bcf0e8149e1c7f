package dev.olapha;

import dev.olapha.config.HaSettings;
import dev.olapha.config.HaSettings.BlobStorage;
import dev.olapha.config.HaSettings.JobRecovery;
import dev.olapha.kubernetes.KubernetesConnection;
import dev.olapha.kubernetes.KubernetesLeaderBackend;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderServices;
import dev.olapha.lifecycle.Closer;
import dev.olapha.liveness.ProcessLiveness;
import dev.olapha.persistence.adapter.DurableJobData;
import dev.olapha.persistence.adapter.DurableLayout;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.KubernetesPointers;
import dev.olapha.persistence.adapter.StorageDirectory;
import dev.olapha.persistence.adapter.ZooKeeperPointers;
import dev.olapha.standalone.StandaloneLeaderBackend;
import dev.olapha.zookeeper.ZooKeeperConnection;
import dev.olapha.zookeeper.ZooKeeperLeaderBackend;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.BlobStoreService;
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
                        ? StorageDirectory.of(configuration)
                        : StorageDirectory.none();
        switch (settings.leaderServicesType()) {
            case STANDALONE:
                return inMemory(process(StandaloneLeaderBackend.forServer(configuration), storage));
            case ZOOKEEPER:
                return onZooKeeper(storage);
            case KUBERNETES:
                return onKubernetes(storage);
            default:
                throw new AssertionError("All types are handled above.");
        }
    }

    private HighAvailabilityServices onZooKeeper(StorageDirectory storage) throws Exception {
        final ZooKeeperConnection connection =
                closer.register(ZooKeeperConnection.open(configuration));
        connection.awaitConnected();
        final ProcessServices process =
                process(
                        ZooKeeperLeaderBackend.start(
                                connection, new ProcessLiveness(settings.liveness())),
                        storage);
        if (settings.jobRecovery() == JobRecovery.OFF) {
            return inMemory(process);
        }
        final DurableLayout layout = line.layout(configuration);
        final ZooKeeperPointers pointers =
                new ZooKeeperPointers(connection.curator(), configuration, executor, layout);
        return line.durable(
                process,
                new DurableJobData(
                        pointers, configuration, executor, storage.uploadedFiles(), layout),
                pointers);
    }

    private HighAvailabilityServices onKubernetes(StorageDirectory storage) throws Exception {
        final KubernetesConnection connection =
                closer.register(KubernetesConnection.open(configuration));
        connection.awaitConnected();
        final ProcessServices process =
                process(
                        KubernetesLeaderBackend.start(
                                connection, new ProcessLiveness(settings.liveness())),
                        storage);
        if (settings.jobRecovery() == JobRecovery.OFF) {
            return inMemory(process);
        }
        final KubernetesPointers pointers =
                new KubernetesPointers(
                        connection.openStoreClient(configuration, closer),
                        connection.lockName(),
                        connection.identity(),
                        configuration,
                        executor,
                        connection.configMaps()::names);
        return line.durable(
                process,
                new DurableJobData(
                        pointers,
                        configuration,
                        executor,
                        storage.uploadedFiles(),
                        line.layout(configuration)),
                pointers);
    }

    private HighAvailabilityServices inMemory(ProcessServices process) {
        return line.inMemory(process, new InMemoryJobData(settings.rememberedJobs()));
    }

    private ProcessServices process(LeaderBackend backend, StorageDirectory storage)
            throws Exception {
        final LeaderServices leaders =
                closer.register(
                        settings.jobRecovery() == JobRecovery.ON
                                ? LeaderServices.publishingJobLeaders(backend)
                                : LeaderServices.derivingJobLeaders(
                                        backend, new SlotsOfLostJobs(line)::free));
        final BlobStoreService blobs = closer.register(blobStore(storage));
        LOG.info(
                "High availability: leaders in {}, job recovery {}, blobs {}.",
                settings.leaderServicesType().configValue(),
                settings.jobRecovery(),
                settings.blobStorage());
        return new ProcessServices(leaders, blobs, storage, closer);
    }

    private BlobStoreService blobStore(StorageDirectory storage) throws Exception {
        if (settings.blobStorage() == BlobStorage.SHARED) {
            return line.sharedBlobs(storage.uploadedFiles());
        }
        return settings.jobRecovery() == JobRecovery.ON
                ? line.localBlobs(storage.uploadedFiles())
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
