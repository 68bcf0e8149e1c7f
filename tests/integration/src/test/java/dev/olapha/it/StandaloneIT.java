package dev.olapha.it;

import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Leadership without a coordination service, on real processes. */
@ExtendWith(PrintClustersOnFailure.class)
class StandaloneIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void theOnlyJobManagerLeadsAndIsFoundAgainAfterARestart() throws Exception {
        Product.withJar(directory)
                .config("high-availability.type", Product.FACTORY)
                .config("high-availability.leader-services.type", "standalone")
                .config("high-availability.job-recovery.enabled", "false")
                // The restarted JobManager has the session of the first one, so only heartbeats
                // tell.
                .config("heartbeat.interval", "1 s")
                .config("heartbeat.timeout", "5 s")
                .sqlGateway()
                .run(
                        cluster -> {
                            cluster.awaitTaskManagers(1, TIMEOUT);
                            final SqlGatewayClient gateway =
                                    SqlGatewayClient.open(cluster.sqlGateway().rest());
                            assertThat(gateway.firstValue("SELECT 1")).isEqualTo("1");

                            final FlinkProcess jobManager = cluster.jobManagers().get(0);
                            jobManager.kill();
                            jobManager.start();

                            cluster.awaitTaskManagers(1, TIMEOUT);
                            try (Queries queries = Queries.to(cluster)) {
                                queries.runNoOp(2);
                            }
                            assertThat(gateway.firstValue("SELECT 2")).isEqualTo("2");
                        });
    }
}
