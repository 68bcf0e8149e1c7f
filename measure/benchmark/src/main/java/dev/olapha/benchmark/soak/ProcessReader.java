package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.soak.Reading.ProcessState;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at a JVM from outside: with the JDK's jcmd, and at what Linux says of it. */
final class ProcessReader {

    private static final Pattern USED = Pattern.compile("generation.*used (\\d+)K");
    private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)$");
    private static final long JCMD_SECONDS = 60;

    private final long pid;

    ProcessReader(long pid) {
        this.pid = pid;
    }

    /**
     * @throws BenchmarkException if it cannot be looked at
     */
    ProcessState read() throws InterruptedException {
        jcmd("GC.run");
        final Matcher used = USED.matcher(jcmd("GC.heap_info"));
        double kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        if (kilobytes == 0) {
            throw new BenchmarkException("jcmd does not tell the heap of process " + pid + ".");
        }
        return new ProcessState(kilobytes / 1024, threads(), openFiles());
    }

    private int threads() {
        try {
            final Matcher threads =
                    THREADS.matcher(Files.readString(Path.of("/proc", "" + pid, "status")));
            return threads.find() ? Integer.parseInt(threads.group(1)) : 0;
        } catch (IOException e) {
            // Not Linux.
            return 0;
        }
    }

    private long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc", "" + pid, "fd"))) {
            return files.count();
        } catch (IOException e) {
            // Not Linux.
            return 0;
        }
    }

    private String jcmd(String command) throws InterruptedException {
        try {
            final Process jcmd =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                            .toString(),
                                    Long.toString(pid),
                                    command)
                            .redirectErrorStream(true)
                            .start();
            final String answer =
                    new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!jcmd.waitFor(JCMD_SECONDS, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
                throw new BenchmarkException(
                        "jcmd cannot look at process "
                                + pid
                                + ": "
                                + answer.lines().findFirst().orElse("no answer")
                                + ".");
            }
            return answer;
        } catch (IOException e) {
            throw new BenchmarkException(
                    "The heap is read with jcmd, which comes with a JDK but not with a JRE: "
                            + e.getMessage()
                            + ".",
                    e);
        }
    }
}
