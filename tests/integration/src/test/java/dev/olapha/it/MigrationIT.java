package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;

import org.apache.flink.api.common.JobID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With recovery on, a cluster moves between stock high availability and the product. */
@ExtendWith(PrintClustersOnFailure.class)
class MigrationIT {

    private static final String STOCK = "zookeeper";
    private static final String OURS = Product.FACTORY;
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    @TempDir Path directory;

    private ZooKeeperProcess zooKeeper;
    private Path storage;
    private PersistedData data;
    private CountingJob job;
    private int clusters;
    private int kills;
    private long latestCheckpoint = 1;

    @BeforeEach
    void prepare() throws Exception {
        zooKeeper = ZooKeeperProcess.start(directory.resolve("zookeeper"));
        storage = Files.createDirectory(directory.resolve("storage"));
        data = new PersistedData(zooKeeper, storage);
        job = new CountingJob(directory.resolve("diary"));
    }

    @AfterEach
    void stopZooKeeper() {
        zooKeeper.close();
    }

    @Test
    void aJobMovesFromStockToTheProductAndBack() throws Exception {
        move(STOCK, OURS);
    }

    @Test
    void aJobMovesFromTheProductToStockAndBack() throws Exception {
        move(OURS, STOCK);
    }

    private void move(String one, String other) throws Exception {
        final JobID jobId;
        final Set<String> znodes;
        final Set<String> files;
        try (FlinkCluster cluster = start(one)) {
            jobId = submit(cluster);
            awaitCheckpoints(cluster, jobId);
            znodes = data.znodes();
            files = data.files();
            stop(cluster);
        }
        try (FlinkCluster cluster = start(other)) {
            awaitResumed(cluster, jobId);
            assertThat(data.znodes()).isEqualTo(znodes).anyMatch(PersistedData::isOfOneJob);
            assertThat(data.files()).isEqualTo(files).anyMatch(PersistedData::isOfOneJob);
            kill(cluster);
        }
        try (FlinkCluster cluster = start(one)) {
            awaitResumed(cluster, jobId);
            kill(cluster);
        }
        try (FlinkCluster cluster = start(other)) {
            awaitResumed(cluster, jobId);
            cancel(cluster, jobId);
            await("the end of the job's data")
                    .atMost(TIMEOUT)
                    .untilAsserted(
                            () -> {
                                assertThat(data.znodes()).noneMatch(PersistedData::isOfOneJob);
                                assertThat(data.files()).isSubsetOf(PersistedData.CHECKPOINT_FILE);
                                assertThat(data.checkpointFiles()).isLessThanOrEqualTo(kills);
                            });
        }
    }

    private FlinkCluster start(String type) {
        clusters++;
        return Product.onZooKeeper(directory.resolve("cluster-" + clusters), zooKeeper)
                .config("high-availability.type", type)
                .config("high-availability.storageDir", storage.toUri().toString())
                .config(
                        "execution.checkpointing.dir",
                        directory.resolve("checkpoints").toUri().toString())
                .launch();
    }

    /** With SIGTERM to every process. */
    private static void stop(FlinkCluster cluster) {
        cluster.close();
    }

    /**
     * With SIGKILL to every process. Between a checkpoint's file and the znode that names it, this
     * leaves a file that nobody finds any more, with stock Flink as with the product.
     */
    private void kill(FlinkCluster cluster) {
        kills++;
        cluster.processes().forEach(FlinkProcess::kill);
    }

    private JobID submit(FlinkCluster cluster) throws Exception {
        cluster.awaitTaskManagers(1, TIMEOUT);
        try (Queries client = Queries.to(cluster)) {
            return client.submit(job.jobGraph(UserJar.in(directory)));
        }
    }

    private static void cancel(FlinkCluster cluster, JobID jobId) throws Exception {
        try (Queries client = Queries.to(cluster)) {
            client.client().cancel(jobId).get();
        }
    }

    private void awaitResumed(FlinkCluster cluster, JobID jobId) throws Exception {
        final JobOverRest overRest = new JobOverRest(cluster, jobId);
        await("the job to be restored")
                .atMost(TIMEOUT)
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            final long restored = overRest.restoredCheckpoint();
                            assertThat(restored).isGreaterThanOrEqualTo(latestCheckpoint);
                            assertThat(job.latestStart())
                                    .isEqualTo(job.checkpoints().get(restored))
                                    .isPositive();
                        });
        assertThat(job.starts()).isSorted();
        awaitCheckpoints(cluster, jobId);
    }

    /** Of this life of the cluster. */
    private void awaitCheckpoints(FlinkCluster cluster, JobID jobId) throws Exception {
        final JobOverRest overRest = new JobOverRest(cluster, jobId);
        await("checkpoints")
                .atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> overRest.completedCheckpoints() >= 3);
        latestCheckpoint = overRest.latestCheckpoint();
    }
}
