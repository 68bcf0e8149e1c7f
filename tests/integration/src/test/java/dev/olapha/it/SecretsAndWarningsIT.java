package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of settings that contradict each other, and of those that must stay secret. */
@ExtendWith(PrintClustersOnFailure.class)
class SecretsAndWarningsIT {

    private static final String BATCH_RECOVERY = "execution.batch.job-recovery.enabled";
    private static final String AUTHORIZATION = "high-availability.zookeeper.client.authorization";
    private static final String SECRET = "open-sesame";

    @TempDir Path directory;

    @Test
    void batchRecoveryStaysOffWithOneWarningAndCredentialsAreNotShown() throws Exception {
        final Path storage = Files.createDirectory(directory.resolve("storage"));
        try (EmbeddedZooKeeper zooKeeper = EmbeddedZooKeeper.start()) {
            Product.olap(directory, zooKeeper)
                    .config("high-availability.storageDir", storage.toUri().toString())
                    .config(BATCH_RECOVERY, "true")
                    .config(AUTHORIZATION, "digest:'flink:" + SECRET + "'")
                    .run(
                            cluster -> {
                                try (Queries queries = Queries.to(cluster)) {
                                    queries.runNoOp(2);
                                }
                                warnsOnceThatBatchRecoveryStaysOff(cluster);
                                assertThat(filesBelow(storage)).isEmpty();
                                doesNotShowTheCredentials(cluster);
                            });
        }
    }

    private static void warnsOnceThatBatchRecoveryStaysOff(FlinkCluster cluster) throws Exception {
        final FlinkProcess jobManager = cluster.jobManagers().get(0);
        assertThat(jobManager.log().lines(" WARN +dev\\.olapha\\."))
                .singleElement()
                .asString()
                .contains(BATCH_RECOVERY, "high-availability.job-recovery.enabled");
        assertThat(get(jobManager, "/jobmanager/config"))
                .contains("{\"key\":\"" + BATCH_RECOVERY + "\",\"value\":\"false\"}");
    }

    private static void doesNotShowTheCredentials(FlinkCluster cluster) throws Exception {
        final FlinkProcess jobManager = cluster.jobManagers().get(0);
        for (String path :
                new String[] {
                    "/config", "/jobmanager/config", "/jobmanager/environment", "/taskmanagers"
                }) {
            assertThat(get(jobManager, path)).as(path).doesNotContain(SECRET);
        }
        for (FlinkProcess process : cluster.processes()) {
            assertThat(process.log().lines(SECRET))
                    .as("lines of %s but those that Flink writes before we are loaded", process)
                    .allMatch(line -> line.contains(" Loading configuration property: "));
        }
    }

    private static String get(FlinkProcess jobManager, String path) throws Exception {
        final HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(jobManager.rest().resolve(path)).build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static Stream<Path> filesBelow(Path directory) throws Exception {
        return Files.walk(directory).filter(Files::isRegularFile);
    }
}
