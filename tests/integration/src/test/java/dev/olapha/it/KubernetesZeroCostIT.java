package dev.olapha.it;

import dev.olapha.testkit.kubernetes.ApiRequest;
import dev.olapha.testkit.kubernetes.Manifests;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.kubernetes.RequiresApiServer;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.PrintClustersOnFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The product's promise on Kubernetes, counted in the audit log of a real API server. */
@RequiresApiServer
@ExtendWith(PrintClustersOnFailure.class)
class KubernetesZeroCostIT {

    private static final int QUERIES = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void queriesCostNoRequestAndNoFile() throws Exception {
        final Path storage = Files.createDirectory(directory.resolve("storage"));
        try (RealApiServer server = Manifests.serverIn(directory)) {
            KubernetesProduct.olap(directory, server)
                    .jobManagers(2)
                    .taskManagers(3)
                    .slotsPerTaskManager(2)
                    .sqlGateway()
                    .config("high-availability.storageDir", storage.toUri().toString())
                    .run(
                            cluster -> {
                                cluster.awaitTaskManagers(3, TIMEOUT);
                                throughTheRestClient(cluster, server);
                                throughOneSqlGateway(cluster, server);
                                try (Stream<Path> files = Files.list(storage)) {
                                    assertThat(files).isEmpty();
                                }
                            });
        }
    }

    private static void throughTheRestClient(FlinkCluster cluster, RealApiServer server)
            throws Exception {
        try (Queries queries = Queries.to(cluster)) {
            queries.runNoOp(6);
            final List<ApiRequest> cost =
                    RenewalsAside.requestsDuring(
                            server,
                            () -> {
                                for (int i = 0; i < QUERIES; i++) {
                                    queries.runNoOp(6);
                                }
                            });
            assertThat(cost).isEmpty();
        }
    }

    private static void throughOneSqlGateway(FlinkCluster cluster, RealApiServer server)
            throws Exception {
        final SqlGatewayClient gateway = SqlGatewayClient.open(cluster.sqlGateway().rest());
        gateway.firstValue("SELECT 1");
        final List<ApiRequest> cost =
                RenewalsAside.requestsDuring(
                        server,
                        () -> {
                            for (int i = 0; i < QUERIES; i++) {
                                assertThat(gateway.firstValue("SELECT " + i))
                                        .isEqualTo(String.valueOf(i));
                            }
                        });
        assertThat(cost).isEmpty();
    }
}
