package dev.olapha.benchmark.all;

import dev.olapha.benchmark.cli.BenchmarkException;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A part in a JVM of its own, with the options of this one: neither its garbage nor its end can
 * touch the others, and it is as cold as if it had been called alone. Used by one thread.
 */
final class PartProcess {

    private static final Duration GRACE = Duration.ofSeconds(45);

    private final Process process;

    private PartProcess(Process process) {
        this.process = process;
    }

    /**
     * @param mainClass of this program
     * @throws BenchmarkException if it cannot be started
     */
    static PartProcess start(String mainClass, List<String> arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(ownProperties());
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(mainClass);
        command.addAll(arguments);
        try {
            return new PartProcess(new ProcessBuilder(command).inheritIO().start());
        } catch (IOException e) {
            throw new BenchmarkException("A part cannot be started: " + e.getMessage() + ".", e);
        }
    }

    /** Also those that were not given on this JVM's command line. */
    private static List<String> ownProperties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("olapha.") || name.startsWith("log4j2."))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
    }

    private static String absolute(String classPath) {
        final List<String> entries = new ArrayList<>();
        for (final String entry : classPath.split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /**
     * Waits for its end. One that has not ended by then is stopped, and so it is if this thread is
     * interrupted; either way it gets the time to save what it has measured.
     *
     * @return its exit code; none if it took too long
     */
    OptionalInt await(Duration limit) throws InterruptedException {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return OptionalInt.of(process.exitValue());
            }
            stop();
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            stop();
            throw e;
        }
    }

    private void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
    }
}
