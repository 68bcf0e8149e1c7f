package dev.olapha.it;

import dev.olapha.testkit.process.BlockingQuery;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a cluster leaves behind: nothing when it is shut down, everything when it is interrupted.
 */
@ExtendWith(PrintClustersOnFailure.class)
class CleanUpIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path directory;

    private EmbeddedZooKeeper zooKeeper;
    private Path storage;

    @BeforeEach
    void startZooKeeper() throws Exception {
        zooKeeper = EmbeddedZooKeeper.start();
        storage = Files.createDirectory(directory.resolve("storage"));
    }

    @AfterEach
    void stopZooKeeper() {
        zooKeeper.close();
    }

    @Test
    void anInterruptedClusterKeepsItsJobsAndOneThatIsShutDownLeavesNothing() throws Exception {
        cluster()
                .config("high-availability.job-recovery.enabled", "true")
                .run(
                        cluster -> {
                            final FlinkProcess jobManager = cluster.jobManagers().get(0);
                            final JobID job = runningQueryWithAJar(cluster);

                            jobManager.stop();

                            assertThat(zooKeeper.znodes())
                                    .anyMatch(path -> path.contains(TestedFlink.plans() + job));
                            assertThat(blobs()).isNotEmpty();

                            jobManager.start();
                            try (Queries queries = Queries.to(cluster)) {
                                cluster.awaitSlotsAvailable(0, TIMEOUT);
                                queries.awaitRunning(job);
                            }

                            shutDown(jobManager);

                            assertNothingIsLeft();
                        });
    }

    @Test
    void withoutRecoveryAClusterThatIsShutDownLeavesNothing() throws Exception {
        cluster()
                .config("high-availability.job-recovery.enabled", "false")
                .config("high-availability.blob-store.enabled", "true")
                .run(
                        cluster -> {
                            runningQueryWithAJar(cluster);

                            shutDown(cluster.jobManagers().get(0));

                            assertNothingIsLeft();
                        });
    }

    private FlinkClusterBuilder cluster() {
        return Product.onZooKeeper(directory, zooKeeper)
                .config("high-availability.storageDir", storage.toUri().toString());
    }

    private JobID runningQueryWithAJar(FlinkCluster cluster) throws Exception {
        final JobGraph query = BlockingQuery.jobGraph(2);
        query.addJar(new org.apache.flink.core.fs.Path(Product.jar().toUri()));
        try (Queries queries = Queries.to(cluster)) {
            final JobID job = queries.submit(query);
            queries.awaitRunning(job);
            assertThat(blobs()).as("the jar, uploaded").isNotEmpty();
            return job;
        }
    }

    /** As {@code bin/stop-cluster.sh} does not: the cluster is told that it will not come back. */
    private static void shutDown(FlinkProcess jobManager) throws Exception {
        final HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(jobManager.rest().resolve("/cluster"))
                                        .DELETE()
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(jobManager.awaitExit(TIMEOUT)).isZero();
    }

    private void assertNothingIsLeft() {
        await("the end of what TaskManagers hold")
                .atMost(TIMEOUT)
                .untilAsserted(
                        () -> {
                            assertThat(zooKeeper.znodes()).isEmpty();
                            assertThat(filesAndDirectoriesBelow(storage)).isEmpty();
                        });
    }

    private List<Path> blobs() throws IOException {
        return filesAndDirectoriesBelow(storage).stream()
                .filter(path -> path.getFileName().toString().startsWith("blob_"))
                .toList();
    }

    private static List<Path> filesAndDirectoriesBelow(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !path.equals(root)).toList();
        }
    }
}
