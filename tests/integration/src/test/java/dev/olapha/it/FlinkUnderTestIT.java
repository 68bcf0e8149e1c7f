package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.PrintClustersOnFailure;

import org.apache.flink.runtime.util.EnvironmentInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves which Flink is tested: the other tests are the same for every line, and would pass with
 * another one too.
 */
@ExtendWith(PrintClustersOnFailure.class)
class FlinkUnderTestIT {

    @TempDir Path directory;

    @Test
    void isOfTheLineThatTheModuleIsNamedAfter() {
        assertThat(TestedFlink.version()).startsWith(TestedFlink.line() + ".");
        assertThat(Product.jar().getFileName().toString())
                .startsWith("flink-olap-ha-" + TestedFlink.line() + "-");
    }

    @Test
    void isOnTheClassPathOfTheTests() {
        assertThat(EnvironmentInformation.getVersion()).isEqualTo(TestedFlink.version());
    }

    @Test
    void runsInTheProcesses() throws Exception {
        try (FlinkCluster cluster =
                Product.withJar(directory)
                        .config("high-availability.type", Product.FACTORY)
                        .config("high-availability.leader-services.type", "standalone")
                        .config("high-availability.job-recovery.enabled", "false")
                        .taskManagers(0)
                        .start()) {
            final HttpResponse<String> overview =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    cluster.jobManagers()
                                                            .get(0)
                                                            .rest()
                                                            .resolve("/overview"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(overview.body())
                    .contains("\"flink-version\":\"" + TestedFlink.version() + "\"");
            cluster.jobManagers().get(0).log().lines(" JVM: ").forEach(System.out::println);
        }
    }
}
