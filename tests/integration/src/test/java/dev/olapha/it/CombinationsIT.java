package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;

import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Job recovery and the blob store are switched independently: four clusters. */
@ExtendWith(PrintClustersOnFailure.class)
class CombinationsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final String BLOBS = "default/blob/";
    private static final String LOST_JARS = "jars that were uploaded with a job";

    @TempDir Path directory;

    private ZooKeeperProcess zooKeeper;
    private Path storage;
    private Path userJar;
    private PersistedData data;

    @BeforeEach
    void prepare() throws Exception {
        zooKeeper = ZooKeeperProcess.start(directory.resolve("zookeeper"));
        storage = Files.createDirectory(directory.resolve("storage"));
        userJar = UserJar.in(directory);
        data = new PersistedData(zooKeeper, storage);
    }

    @AfterEach
    void stopZooKeeper() {
        zooKeeper.close();
    }

    @Test
    void recoveryOnBlobsOnAJobSurvivesTheLeaderWithItsJar() throws Exception {
        final CountingJob job = job("uploaded");
        cluster("true", "true")
                .config("high-availability.storageDir", storage.toUri().toString())
                .run(
                        cluster -> {
                            final JobID jobId = submit(cluster, job.jobGraph(userJar));
                            awaitCheckpoint(job);
                            assertThat(data.files()).anyMatch(file -> file.startsWith(BLOBS));

                            killLeader(cluster);

                            eventually(
                                    () -> {
                                        assertThat(job.latestStart()).isPositive();
                                        assertThat(restored(cluster, jobId)).isPositive();
                                    });
                        });
    }

    @Test
    void recoveryOffBlobsOffAJobDiesWithTheLeaderAndTheNextOneRuns() throws Exception {
        final CountingJob lost = job("lost");
        final CountingJob next = job("next");
        // No storage directory is configured, and none is missed.
        cluster("false", "false")
                .run(
                        cluster -> {
                            final JobID jobId = submit(cluster, lost.jobGraph(userJar));
                            awaitCheckpoint(lost);

                            killLeader(cluster);

                            cluster.awaitSlotsAvailable(2, TIMEOUT);
                            assertThat(new JobOverRest(cluster, jobId).state()).isEmpty();
                            assertThat(lost.starts()).containsExactly(0L);

                            submit(cluster, next.jobGraph(userJar));
                            awaitCheckpoint(next);
                            assertThat(data.znodes()).noneMatch(PersistedData::isOfOneJob);
                        });
    }

    @Test
    void recoveryOffBlobsOnAJarTravelsThroughTheStorageDirectoryAndNothingElseDoes()
            throws Exception {
        final CountingJob job = job("uploaded");
        cluster("false", "true")
                .config("high-availability.storageDir", storage.toUri().toString())
                .run(
                        cluster -> {
                            final JobID jobId = submit(cluster, job.jobGraph(userJar));
                            awaitCheckpoint(job);
                            assertThat(data.files())
                                    .isNotEmpty()
                                    .allMatch(file -> file.startsWith(BLOBS));
                            assertThat(data.znodes()).isEmpty();
                            assertThat(data.leaders()).noneMatch(PersistedData::isOfOneJob);

                            cancel(cluster, jobId);

                            eventually(() -> assertThat(data.files()).isEmpty());
                            assertThat(data.znodes()).isEmpty();
                        });
    }

    @Test
    void recoveryOnBlobsOffAJobSurvivesTheLeaderIfItsClassesAreInLib() throws Exception {
        final CountingJob inLib = job("in-lib");
        cluster("true", "false")
                .config("high-availability.storageDir", storage.toUri().toString())
                .withJar(userJar)
                .run(
                        cluster -> {
                            final JobID jobId = submit(cluster, inLib.jobGraph());
                            awaitCheckpoint(inLib);
                            assertThat(data.files())
                                    .isNotEmpty()
                                    .noneMatch(file -> file.startsWith(BLOBS));
                            for (FlinkProcess jobManager : cluster.jobManagers()) {
                                assertThat(jobManager.log().lines(LOST_JARS))
                                        .singleElement()
                                        .asString()
                                        .contains(" WARN ");
                            }

                            killLeader(cluster);

                            eventually(
                                    () -> {
                                        assertThat(inLib.latestStart()).isPositive();
                                        assertThat(restored(cluster, jobId)).isPositive();
                                    });
                        });
    }

    @Test
    void recoveryOnBlobsOffAJobWhoseJarIsLostIsPassedOverAndTheClusterGoesOn() throws Exception {
        final CountingJob lost = job("uploaded");
        final CountingJob next = job("next");
        cluster("true", "false")
                .config("high-availability.storageDir", storage.toUri().toString())
                .run(
                        cluster -> {
                            final JobID jobId = submit(cluster, lost.jobGraph(userJar));
                            awaitCheckpoint(lost);

                            killLeader(cluster);

                            assertThat(new JobOverRest(cluster, jobId).state()).isEmpty();
                            // Nothing of it is deleted: the checkpoints can be resumed by hand.
                            assertThat(data.znodes()).anyMatch(PersistedData::isOfOneJob);
                            assertThat(data.files()).contains(PersistedData.CHECKPOINT_FILE);
                            assertThat(
                                            cluster.awaitLeader(TIMEOUT)
                                                    .log()
                                                    .lines("is not recovered: a file"))
                                    .hasSize(1);
                            assertThat(lost.starts()).containsExactly(0L);
                            submit(cluster, next.jobGraph(userJar));
                            awaitCheckpoint(next);
                        });
    }

    private FlinkClusterBuilder cluster(String recovery, String blobStore) {
        return Product.onZooKeeper(directory, zooKeeper)
                .jobManagers(2)
                .config("high-availability.job-recovery.enabled", recovery)
                .config("high-availability.blob-store.enabled", blobStore);
    }

    private CountingJob job(String name) {
        return new CountingJob(directory.resolve(name));
    }

    private static JobID submit(FlinkCluster cluster, JobGraph job) throws Exception {
        try (Queries client = Queries.to(cluster)) {
            return client.submit(job);
        }
    }

    private static void cancel(FlinkCluster cluster, JobID jobId) throws Exception {
        try (Queries client = Queries.to(cluster)) {
            client.client().cancel(jobId).get();
        }
    }

    private static void killLeader(FlinkCluster cluster) {
        final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
        leader.kill();
        cluster.awaitLeaderOtherThan(leader, TIMEOUT);
        cluster.awaitTaskManagers(1, TIMEOUT);
    }

    /** One that is complete: when the second is taken, the first is. */
    private static void awaitCheckpoint(CountingJob job) {
        eventually(() -> assertThat(job.checkpoints()).hasSizeGreaterThan(1));
    }

    private static long restored(FlinkCluster cluster, JobID jobId) throws Exception {
        return new JobOverRest(cluster, jobId).restoredCheckpoint();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(TIMEOUT).ignoreExceptions().untilAsserted(assertion);
    }
}
