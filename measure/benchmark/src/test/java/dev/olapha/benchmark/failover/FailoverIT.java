package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.CommandRun;
import dev.olapha.testkit.kubernetes.RequiresApiServer;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Orders, not speeds: those depend on the machine. */
class FailoverIT {

    @TempDir Path directory;

    @Test
    void showsWhatFollowsTheDeathOfALeader() throws IOException {
        assertThatEverythingHappened("olap");
    }

    @Test
    @RequiresApiServer
    void showsItOnKubernetes() throws IOException {
        assertThatEverythingHappened("olap-kubernetes");
    }

    private void assertThatEverythingHappened(String mode) throws IOException {
        final CommandRun run = CommandRun.of(directory, "failover --rounds 1 --modes " + mode);

        assertThat(run.exitCode()).as(run.err()).isZero();
        final JsonNode samples = run.samples().at("/results/samples");
        assertThat(samples).hasSize(1);
        assertThat(samples.at("/0/mode").asText()).isEqualTo(mode);
        final JsonNode moments = samples.at("/0/moments");
        assertThat(moments.at("/detected").asLong()).isPositive();
        assertThat(moments.at("/published").asLong())
                .isGreaterThanOrEqualTo(moments.at("/detected").asLong());
        assertThat(moments.at("/registered").asLong())
                .isGreaterThan(moments.at("/elected").asLong());
        assertThat(moments.at("/answered").asLong()).isGreaterThan(moments.at("/elected").asLong());
        assertThat(run.page()).content().contains("TaskManagers registered");
    }
}
