package dev.olapha.benchmark.all;

import dev.olapha.benchmark.cli.StatusLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class WholeRunIT {

    private static final String MAIN_CLASS = "dev.olapha.benchmark.Bench";

    @TempDir Path directory;

    @Test
    void aPartThatFailsLosesNoOther() throws InterruptedException {
        final Part bad = part("bad", "throughput --modes nonsense");
        final Part good =
                part(
                        "good",
                        "throughput --modes none --clients 1 --rounds 1 --duration 100ms --warm-up 0s");
        final WholeRun run =
                new WholeRun(
                        List.of(bad, good),
                        Size.QUICK,
                        directory,
                        MAIN_CLASS,
                        "./bench all",
                        StatusLine.onStandardError());

        assertThat(run.carryOut()).isFalse();
        assertThat(directory.resolve("good.json")).exists();
        assertThat(run.page())
                .content()
                .contains("Failed before its end: It ended with exit code 2. It has saved nothing.")
                .contains("<a href=\"#chapter-2\">Throughput: queries that do nothing</a>")
                .contains("How much processor time does a query take?");
    }

    private static Part part(String id, String commandLine) {
        return new Part(id, "Why?", List.of(commandLine.split(" ")), List.of());
    }
}
