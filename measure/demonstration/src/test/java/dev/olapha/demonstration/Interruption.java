package dev.olapha.demonstration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A way to stop a process from its terminal or its service manager. */
enum Interruption {
    CTRL_C("INT", 130),
    TERMINATION("TERM", 143);

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED_SIGNALS = "SigIgn:";
    private static final long INT_BIT = 1L << 1;

    private final String signal;
    private final int exitCode;

    Interruption(String signal, int exitCode) {
        this.signal = signal;
        this.exitCode = exitCode;
    }

    /**
     * What runs in the background of a shell ignores Ctrl-C, and hands that down to all that it
     * starts; a build may run like that.
     */
    static Interruption thatArrives() throws IOException {
        if (Files.notExists(STATUS)) {
            return CTRL_C;
        }
        return Files.readAllLines(STATUS).stream()
                        .filter(line -> line.startsWith(IGNORED_SIGNALS))
                        .map(line -> line.substring(IGNORED_SIGNALS.length()).trim())
                        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & INT_BIT) != 0)
                ? TERMINATION
                : CTRL_C;
    }

    void send(Process process) throws IOException, InterruptedException {
        List<String> command = List.of("/bin/sh", "-c", "kill -" + signal + " " + process.pid());
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    /** The exit code of a process that this ended. */
    int exitCode() {
        return exitCode;
    }
}
