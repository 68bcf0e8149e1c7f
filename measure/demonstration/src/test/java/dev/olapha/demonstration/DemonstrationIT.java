package dev.olapha.demonstration;

import dev.olapha.testkit.kubernetes.RequiresApiServer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the script as a user does. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DemonstrationIT {

    private static final Path SCRIPT = Path.of(System.getProperty("olapha.demonstration.script"));
    private static final Duration LIMIT = Duration.ofMinutes(12);

    @TempDir Path temporary;

    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();
    private Process demo;

    @AfterEach
    void stop() {
        demo.destroyForcibly();
    }

    @Test
    void answersEveryQueryRightlyAcrossAFailover() throws Exception {
        start("--scale", "0.005", "--clients", "2", "--seconds", "3");
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(this::hasEnded);

        assertThat(demo.exitValue()).as(output()).isZero();
        List<String> lines = output().lines().map(line -> line.replaceAll(" +", " ")).toList();
        assertThat(lines)
                .contains(
                        "| wrong answers | 0 |",
                        "| failed in the failover and resubmitted | 0 |",
                        "| failed at any other time | 0 |",
                        "| ZooKeeper requests per query | 0.00 |",
                        "| files written to storageDir | 0 |")
                .anyMatch(
                        line -> line.matches("\\| queries answered as expected \\| [1-9]\\d* \\|"))
                .anyMatch(line -> line.matches("\\| seconds without service \\| \\d+\\.\\d \\|"));
        assertThat(output()).doesNotContain("\u001b").doesNotContain("Interrupted");
        assertNothingIsLeft(6);
    }

    @Test
    @RequiresApiServer
    void doesTheSameOnKubernetes() throws Exception {
        start("--kubernetes", "--scale", "0.005", "--clients", "2", "--seconds", "3");
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(this::hasEnded);

        assertThat(demo.exitValue()).as(output()).isZero();
        assertThat(output().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "| wrong answers | 0 |",
                        "| failed at any other time | 0 |",
                        "| Kubernetes requests per query | 0.00 |");
        assertNothingIsLeft(7);
    }

    @Test
    void stopsEverythingAfterCtrlC() throws Exception {
        start("--scale", "0.005", "--clients", "1");
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> hasEnded() || output().contains("Warming up"));
        Interruption interruption = Interruption.thatArrives();
        interruption.send(demo);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::hasEnded);

        assertThat(demo.exitValue()).as(output()).isEqualTo(interruption.exitCode());
        assertThat(output()).endsWith("Interrupted: stopping all processes\n");
        assertNothingIsLeft(6);
    }

    private void start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "--skip-build"));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(temporary.resolve("output").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        demo = builder.start();
    }

    private boolean hasEnded() {
        try (Stream<ProcessHandle> descendants = demo.descendants()) {
            descendants.forEach(seen::add);
        }
        return !demo.isAlive();
    }

    private void assertNothingIsLeft(int leastProcesses) {
        assertThat(seen).hasSizeGreaterThanOrEqualTo(leastProcesses);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(seen).filteredOn(ProcessHandle::isAlive).isEmpty());
    }

    private String output() {
        try {
            return Files.readString(temporary.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
