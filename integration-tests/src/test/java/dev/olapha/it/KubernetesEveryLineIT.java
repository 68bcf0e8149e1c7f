package dev.olapha.it;

import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.kubernetes.RequiresApiServer;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The drop-in jar of every Flink line, with that line's Kubernetes client, on a real API server.
 * Asks over REST only, so that no class of another line is involved.
 */
@RequiresApiServer
@ExtendWith(PrintClustersOnFailure.class)
class KubernetesEveryLineIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int QUERIES = 20;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"1.20", "2.0", "2.1", "2.2"})
    void queriesCostNothingAndGoOnWithoutTheirLeader(String line) throws Exception {
        try (RealApiServer server = Manifests.serverIn(directory)) {
            KubernetesProduct.configured(
                            FlinkCluster.builder(Product.distribution(line))
                                    .directory(directory.resolve("flink"))
                                    .withJar(Product.jar(line)),
                            server.kubeConfig(Manifests.JOB_MANAGER))
                    .config("high-availability.job-recovery.enabled", "false")
                    .jobManagers(2)
                    .sqlGateway()
                    .run(
                            cluster -> {
                                final SqlGatewayClient gateway =
                                        SqlGatewayClient.open(cluster.sqlGateway().rest());
                                gateway.firstValue("SELECT 1");
                                assertThat(
                                                RenewalsAside.requestsDuring(
                                                        server, () -> query(gateway)))
                                        .isEmpty();
                                final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
                                leader.kill();
                                cluster.awaitLeaderOtherThan(leader, TIMEOUT);
                                cluster.awaitTaskManagers(1, TIMEOUT);
                                assertThat(gateway.firstValue("SELECT 7")).isEqualTo("7");
                            });
        }
    }

    private static void query(SqlGatewayClient gateway) throws Exception {
        for (int i = 0; i < QUERIES; i++) {
            assertThat(gateway.firstValue("SELECT " + i)).isEqualTo(String.valueOf(i));
        }
    }
}
