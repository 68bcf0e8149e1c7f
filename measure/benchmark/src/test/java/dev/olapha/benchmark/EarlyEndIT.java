package dev.olapha.benchmark;

import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.JavaCommand;
import dev.olapha.testkit.process.RunningProcess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever ends a run: one sentence, nothing left behind, and what was measured is saved. */
class EarlyEndIT {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throughput --modes none -D rest.bind-port=",
                "throughput --processes --modes none -D taskmanager.rpc.port="
            })
    void aPortThatIsTaken(String commandLine) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final CommandRun run = CommandRun.of(directory, commandLine + other.getLocalPort());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .hasLineCount(1)
                    .startsWith("bench: The cluster of mode none did not start: ")
                    .contains("port", Integer.toString(other.getLocalPort()));
            assertThat(run.json().at("/completion").asText()).isEqualTo("failed");
        }
        assertThat(javaProcesses(ProcessHandle.current())).isEmpty();
    }

    @Test
    void aProcessThatDies() throws Exception {
        final CompletableFuture<CommandRun> running =
                CompletableFuture.supplyAsync(
                        () ->
                                CommandRun.of(
                                        directory,
                                        "soak --modes none --clients 1 --queries 10000"
                                                + " --readings 1000 --failovers 0"));
        awaitSamples("/results/readings");
        final List<ProcessHandle> cluster = javaProcesses(ProcessHandle.current());
        assertThat(cluster).hasSize(2);
        cluster.get(0).destroyForcibly();
        final CommandRun run = running.get(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith(
                        "bench: The process jobmanager-1 of mode none ended with exit code 137"
                                + " while it was measured.");
        assertThat(cluster).noneMatch(ProcessHandle::isAlive);
        assertThat(run.json().at("/completion").asText()).isEqualTo("failed");
        assertThat(run.json().at("/failure").asText()).contains("ended with exit code 137");
        assertThat(run.samples().at("/results/readings")).isNotEmpty();
        assertThat(run.page()).content().contains("Failed before its end: The process ");
    }

    // SIGTERM and not SIGINT, which a build in the background ignores; the JVM acts alike on both.
    @Test
    void theUserStopsIt() throws IOException {
        final Path temporary = Files.createDirectory(directory.resolve("tmp"));
        final RunningProcess bench =
                thisProgram("-Djava.io.tmpdir=" + temporary)
                        .withArguments(
                                List.of(
                                        ("throughput --processes --modes zookeeper"
                                                        + " --clients 1 --rounds 100000"
                                                        + " --duration 100ms --warm-up 0s"
                                                        + " --json "
                                                        + directory.resolve("results.json")
                                                        + " --samples "
                                                        + samples())
                                                .split(" ")))
                        .start(directory, directory.resolve("bench.log"));
        awaitSamples("/results/samples");
        final List<ProcessHandle> others =
                ProcessHandle.of(bench.pid()).orElseThrow().descendants().toList();
        assertThat(others).hasSizeGreaterThanOrEqualTo(3);
        bench.terminate();

        assertThat(bench.awaitExit(END_TIMEOUT)).isEqualTo(128 + 15);
        assertThat(bench.log().contents())
                .contains("Stopped before its end: these are the figures until then.")
                .contains("Saved in " + directory.resolve("results.json"))
                .doesNotContain("Exception", "gave up");
        assertThat(others).noneMatch(ProcessHandle::isAlive);
        final JsonNode json = json();
        assertThat(json.at("/completion").asText()).isEqualTo("interrupted");
        assertThat(json.at("/results/samples")).isNotEmpty();
        assertThat(directory.resolve("results.html")).content().contains("Stopped before its end");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("olapha")))
                    .isEmpty();
        }
    }

    private void awaitSamples(String pointer) {
        assertThat(Deadline.after(START_TIMEOUT).await(() -> hasSamples(pointer))).isTrue();
    }

    private boolean hasSamples(String pointer) {
        try {
            return Files.exists(samples()) && json().at(pointer).size() > 0;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(samples().toFile());
    }

    private Path samples() {
        return directory.resolve("samples.json");
    }

    private static List<ProcessHandle> javaProcesses(ProcessHandle parent) {
        return parent.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                // The order of their start: a cluster's JobManager comes first.
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .toList();
    }

    private static JavaCommand thisProgram(String option) {
        final List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("olapha.") || name.startsWith("log4j2."))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .forEach(options::add);
        options.add(option);
        return JavaCommand.ofThisClassPath(Bench.class).withJvmOptions(options);
    }
}
