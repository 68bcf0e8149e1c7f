package dev.olapha.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program with its arguments. Immutable. */
public final class CommandLine {

    private final List<String> command;
    private final Map<String, String> environment;

    CommandLine(List<String> command, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    /** A program that is no JVM, in the environment of this JVM. */
    public static CommandLine of(Path program, List<String> arguments) {
        final List<String> command = new ArrayList<>();
        command.add(program.toAbsolutePath().toString());
        command.addAll(arguments);
        return new CommandLine(command, Map.of());
    }

    /**
     * Starts the process. Returns as soon as the process exists, not when it is ready. The process
     * is killed when this JVM ends, however it ends.
     *
     * @param directory the working directory, created if missing
     * @param log the file for standard output and standard error, overwritten
     * @throws UncheckedIOException if it cannot be started
     */
    public RunningProcess start(Path directory, Path log) {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.toAbsolutePath().getParent());
            final ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            // A developer's own Flink must not configure the one under test.
            builder.environment().keySet().removeIf(name -> name.startsWith("FLINK_"));
            builder.environment().putAll(environment);
            final Process process = builder.start();
            LiveProcesses.ofThisJvm().add(process);
            try {
                Watchdog.over(process);
            } catch (IOException e) {
                process.destroyForcibly();
                throw e;
            }
            return new RunningProcess(process, new ProcessLog(log));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.get(0), e);
        }
    }
}
