package dev.olapha.it;

import dev.olapha.testkit.kubernetes.Manifests;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.kubernetes.RequiresApiServer;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** What every line shows on a real API server: its jar works with its own Kubernetes client. */
@RequiresApiServer
@ExtendWith(PrintClustersOnFailure.class)
class KubernetesEveryLineIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int QUERIES = 20;

    @TempDir Path directory;

    @Test
    void queriesCostNothingAndGoOnWithoutTheirLeader() throws Exception {
        try (RealApiServer server = Manifests.serverIn(directory)) {
            KubernetesProduct.configured(
                            Product.withJar(directory), server.kubeConfig(Manifests.JOB_MANAGER))
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
