package dev.olapha;

import dev.olapha.persistence.InMemoryJobResultStore;
import dev.olapha.persistence.adapter.RecoverableApplications;
import dev.olapha.persistence.adapter.RecoverableExecutionPlans;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.UnmodifiableConfiguration;
import org.apache.flink.runtime.blob.FileSystemBlobStore;
import org.apache.flink.runtime.blob.PermanentBlobKey;
import org.apache.flink.runtime.blob.VoidBlobStore;
import org.apache.flink.runtime.checkpoint.CheckpointIDCounter;
import org.apache.flink.runtime.checkpoint.StandaloneCheckpointRecoveryFactory;
import org.apache.flink.runtime.checkpoint.ZooKeeperCheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.FileSystemApplicationResultStore;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.jobmanager.StandaloneApplicationStore;
import org.apache.flink.runtime.jobmanager.StandaloneExecutionPlanStore;
import org.apache.flink.runtime.shuffle.ShuffleServiceLoader;
import org.apache.flink.runtime.shuffle.ShuffleServiceOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The services as Flink gets them from the factory, on a real ZooKeeper. */
class OlapHaServicesTest {

    private static final String RECOVERY = "high-availability.job-recovery.enabled";
    private static final String BLOBS = "high-availability.blob-store.enabled";

    private static final String CLUSTER_PARTITIONS = "high-availability.cluster-partitions.enabled";

    @TempDir Path storage;

    private EmbeddedZooKeeper zooKeeper;

    @BeforeEach
    void startZooKeeper() {
        zooKeeper = EmbeddedZooKeeper.start();
    }

    @AfterEach
    void stopZooKeeper() {
        zooKeeper.close();
    }

    /** They pass filters: a recovered job may have lost its jars. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void withRecoveryJobDataIsKeptByFlinksOwnDurableStores(String blobs) throws Exception {
        try (HighAvailabilityServices services = create(Map.of(RECOVERY, "true", BLOBS, blobs))) {
            assertThat(services.getExecutionPlanStore())
                    .isInstanceOf(RecoverableExecutionPlans.class);
            assertThat(services.getJobResultStore())
                    .extracting("store")
                    .isInstanceOf(FileSystemJobResultStore.class);
            assertThat(services.getApplicationStore()).isInstanceOf(RecoverableApplications.class);
            assertThat(services.getApplicationResultStore())
                    .extracting("store")
                    .isInstanceOf(FileSystemApplicationResultStore.class);
            assertThat(services.getCheckpointRecoveryFactory())
                    .isInstanceOf(ZooKeeperCheckpointRecoveryFactory.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void withoutRecoveryJobDataStaysInMemory(String blobs) throws Exception {
        try (HighAvailabilityServices services = create(Map.of(RECOVERY, "false", BLOBS, blobs))) {
            assertThat(services.getExecutionPlanStore())
                    .isInstanceOf(StandaloneExecutionPlanStore.class);
            assertThat(services.getJobResultStore()).isInstanceOf(InMemoryJobResultStore.class);
            assertThat(services.getApplicationStore())
                    .isInstanceOf(StandaloneApplicationStore.class);
            assertThat(services.getApplicationResultStore().getClass().getSimpleName())
                    .isEqualTo("InMemoryApplicationResultStore");
            assertThat(services.getCheckpointRecoveryFactory())
                    .isInstanceOf(StandaloneCheckpointRecoveryFactory.class);
        }
    }

    /** Flink leaves them to whoever recovers the job. */
    @Test
    void withoutRecoveryTheFilesOfALostJobGo() throws Exception {
        try (HighAvailabilityServices services = create(Map.of(RECOVERY, "false", BLOBS, "true"))) {
            final JobID lost = new JobID();
            final JobID other = new JobID();
            final Path file = Files.createFile(storage.resolve("user.jar"));
            services.createBlobStore().put(file.toFile(), lost, new PermanentBlobKey());
            services.createBlobStore().put(file.toFile(), other, new PermanentBlobKey());

            services.getExecutionPlanStore().localCleanupAsync(lost, Runnable::run).get();

            assertThat(storage.resolve("default/blob"))
                    .isDirectoryNotContaining("glob:**/job_" + lost)
                    .isDirectoryContaining("glob:**/job_" + other);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true",
        "false, true, true",
        "false, false, false",
        "true, , true",
        "false, , false"
    })
    void whereBlobsTravelIsWhatTheUserSaidAndElseFollowsRecovery(
            String recovery, String blobs, boolean shared) throws Exception {
        final Map<String, String> settings =
                blobs == null
                        ? Map.of(RECOVERY, recovery)
                        : Map.of(RECOVERY, recovery, BLOBS, blobs);
        try (HighAvailabilityServices services = create(settings)) {
            assertThat(services.createBlobStore())
                    .isInstanceOf(shared ? FileSystemBlobStore.class : VoidBlobStore.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void thereIsOneStoreOfResults(String recovery) throws Exception {
        try (HighAvailabilityServices services = create(Map.of(RECOVERY, recovery))) {
            assertThat(services.getJobResultStore()).isSameAs(services.getJobResultStore());
            assertThat(services.getApplicationResultStore())
                    .isSameAs(services.getApplicationResultStore());
        }
    }

    @Test
    void closingTwiceDoesNothingTheSecondTime() throws Exception {
        final HighAvailabilityServices services = create(Map.of(RECOVERY, "true"));
        services.close();
        services.close();
    }

    @Test
    void withRecoveryTheEndOfAJobDeletesWhatZooKeeperHasOfIt() throws Exception {
        final JobID job = new JobID();
        try (HighAvailabilityServices services = create(Map.of(RECOVERY, "true"))) {
            final CheckpointIDCounter counter =
                    services.getCheckpointRecoveryFactory().createCheckpointIDCounter(job);
            counter.start();
            assertThat(zooKeeper.znodes()).contains("/flink/default/jobs/" + job);

            services.globalCleanupAsync(job, Runnable::run).get();

            assertThat(zooKeeper.znodes()).noneMatch(path -> path.contains(job.toString()));
        }
    }

    @Test
    void withoutRecoveryTheEndOfAJobSendsNoRequest() throws Exception {
        try (HighAvailabilityServices services = create(Map.of(RECOVERY, "false"))) {
            assertThat(
                            services.globalCleanupAsync(
                                    new JobID(),
                                    task -> {
                                        throw new AssertionError("nothing is to be done");
                                    }))
                    .isCompleted();
        }
    }

    @Test
    void whatIsNotAPathIsRefusedAsTheStorageDirectory() {
        final Configuration configuration = configuration(Map.of(RECOVERY, "true"));
        configuration.set(HighAvailabilityOptions.HA_STORAGE_PATH, "no scheme:");
        assertRefused(configuration, "high-availability.storageDir", "no scheme:", "URI");
    }

    @Test
    void aTimeoutThatZooKeepersClientCannotCountIsRefused() {
        final Configuration configuration = configuration(Map.of(RECOVERY, "false"));
        configuration.setString("high-availability.zookeeper.client.session-timeout", "30 d");
        assertRefused(
                configuration,
                "high-availability.zookeeper.client.session-timeout",
                "30 d",
                "at most 24 d");
    }

    @Test
    void aClientIsToldOfAMistakeTheSameWay() {
        final Configuration configuration = configuration(Map.of());
        configuration.setString("high-availability.client.idle-timeout", "soon");
        assertThatThrownBy(() -> new OlapHaServicesFactory().createClientHAServices(configuration))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessage(
                        "The value 'soon' of 'high-availability.client.idle-timeout' is not allowed: "
                                + "allowed are durations such as 1 min.");
    }

    @Test
    void credentialsThatCannotBeReadAreRefusedWithoutShowingThem() {
        final Configuration configuration = configuration(Map.of(RECOVERY, "false"));
        configuration.setString(
                "high-availability.zookeeper.client.authorization", "digest:flink:open-sesame");
        assertThatThrownBy(() -> create(configuration))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("high-availability.zookeeper.client.authorization")
                .hasNoCause()
                .asString()
                .doesNotContain("open-sesame");
    }

    @Test
    void aDirectoryThatHasBecomeUnusableEndsTheElection() throws Exception {
        try (HighAvailabilityServices services = create(Map.of(RECOVERY, "false", BLOBS, "true"))) {
            Files.createFile(storage.resolve("default"));
            assertThatThrownBy(services::getDispatcherLeaderElection)
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining("high-availability.storageDir")
                    .hasMessageContaining("cannot be created");
        }
    }

    @Test
    void onlyServersThatWriteTouchTheStorageDirectory() throws Exception {
        try (HighAvailabilityServices services = create(Map.of(RECOVERY, "true", BLOBS, "true"))) {
            services.getResourceManagerLeaderRetriever();
            services.createBlobStore();
            assertThat(storage).isEmptyDirectory();
        }
    }

    @Test
    void theConnectionKeepsTheCredentialsThatTheConfigurationForgets() throws Exception {
        final Configuration configuration = configuration(Map.of(RECOVERY, "true"));
        configuration.setString("high-availability.zookeeper.client.acl", "creator");
        configuration.set(
                HighAvailabilityOptions.ZOOKEEPER_CLIENT_AUTHORIZATION,
                Map.of("digest", "flink:open-sesame"));
        try (HighAvailabilityServices services = create(configuration)) {
            assertThat(configuration.toMap().toString()).doesNotContain("open-sesame");
            // ZooKeeper refuses a node that belongs to its creator from a client without a name.
            services.getCheckpointRecoveryFactory().createCheckpointIDCounter(new JobID()).start();
        }
    }

    /** A mini-cluster's configuration cannot be changed. */
    @Test
    void aMiniClusterIsServedToo() throws Exception {
        final Configuration configuration = configuration(Map.of(RECOVERY, "false"));
        create(new UnmodifiableConfiguration(configuration)).close();

        configuration.set(BatchExecutionOptions.JOB_RECOVERY_ENABLED, true);
        assertRefused(
                new UnmodifiableConfiguration(configuration),
                "execution.batch.job-recovery.enabled",
                RECOVERY);
    }

    /** TaskManagers and JobManagers read the name of the shuffle service after this. */
    @ParameterizedTest
    @CsvSource({
        "true, dev.olapha.partitions.KeepingShuffleServiceFactory",
        "false, org.apache.flink.runtime.io.network.NettyShuffleServiceFactory"
    })
    void theKeyOfClusterPartitionsChoosesTheShuffleService(String keep, String shuffleService)
            throws Exception {
        final Configuration configuration =
                configuration(Map.of(RECOVERY, "false", CLUSTER_PARTITIONS, keep));
        create(configuration).close();
        assertThat(configuration.get(ShuffleServiceOptions.SHUFFLE_SERVICE_FACTORY_CLASS))
                .isEqualTo(shuffleService);
        assertThat(ShuffleServiceLoader.loadShuffleServiceFactory(configuration).getClass())
                .hasToString("class " + shuffleService);
    }

    @Test
    void clusterPartitionsAreNotKeptByAnotherShuffleService() {
        final Configuration configuration =
                configuration(Map.of(RECOVERY, "false", CLUSTER_PARTITIONS, "true"));
        configuration.setString("shuffle-service-factory.class", "org.example.Shuffle");
        assertRefused(
                configuration,
                "The value 'org.example.Shuffle' of 'shuffle-service-factory.class' is not allowed",
                CLUSTER_PARTITIONS);
    }

    @Test
    void clusterPartitionsAreNotKeptInAMiniCluster() {
        assertRefused(
                new UnmodifiableConfiguration(
                        configuration(Map.of(RECOVERY, "false", CLUSTER_PARTITIONS, "true"))),
                CLUSTER_PARTITIONS,
                "mini-cluster");
    }

    private void assertRefused(Configuration configuration, String... sentence) {
        assertThatThrownBy(() -> create(configuration))
                .isInstanceOf(IllegalConfigurationException.class)
                .message()
                .contains(List.of(sentence));
    }

    private HighAvailabilityServices create(Map<String, String> settings) throws Exception {
        return create(configuration(settings));
    }

    private static HighAvailabilityServices create(Configuration configuration) throws Exception {
        return new OlapHaServicesFactory().createHAServices(configuration, Runnable::run);
    }

    private Configuration configuration(Map<String, String> settings) {
        final Configuration configuration = Configuration.fromMap(settings);
        configuration.set(HighAvailabilityOptions.HA_MODE, OlapHaServicesFactory.class.getName());
        configuration.set(HighAvailabilityOptions.HA_STORAGE_PATH, storage.toUri().toString());
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, zooKeeper.connectString());
        return configuration;
    }
}
