package dev.olapha.testkit.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * One process of a {@link FlinkCluster}: a JobManager, a TaskManager or the SQL gateway. It can be
 * ended and started again, with the same configuration and ports; each such run has its own log.
 * Safe to use from several threads.
 */
public final class FlinkProcess {

    private final String name;
    private final Path directory;
    private final Optional<URI> rest;
    private final IntFunction<JavaCommand> commandOfRun;
    private final List<RunningProcess> runs = new ArrayList<>();

    FlinkProcess(
            String name,
            Path directory,
            Optional<URI> rest,
            IntFunction<JavaCommand> commandOfRun) {
        this.name = name;
        this.directory = directory;
        this.rest = rest;
        this.commandOfRun = commandOfRun;
    }

    /**
     * {@code jobmanager-1}, {@code taskmanager-2}, {@code sql-gateway} and so on; numbers start at
     * 1.
     */
    public String name() {
        return name;
    }

    /** The process's own directory with {@code conf}, {@code tmp}, {@code work} and its logs. */
    public Path directory() {
        return directory;
    }

    /**
     * Where the process serves REST.
     *
     * @throws IllegalStateException for a TaskManager, which does not
     */
    public URI rest() {
        return rest.orElseThrow(() -> new IllegalStateException(name + " serves no REST"));
    }

    /**
     * Starts the process again after its end. Returns as soon as it exists, not when it is ready.
     *
     * @throws IllegalStateException if it is alive
     */
    public synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " is running: " + current());
        }
        int run = runs.size() + 1;
        runs.add(commandOfRun.apply(run).start(directory, log(run)));
    }

    /** {@link #stop() Stops} and {@link #start() starts} it. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** The process id of the latest run. */
    public long pid() {
        return current().pid();
    }

    /** Whether the process exists; a paused one does. */
    public synchronized boolean isAlive() {
        return !runs.isEmpty() && current().isAlive();
    }

    /** Whether the process is paused. */
    public boolean isPaused() {
        return current().isPaused();
    }

    /** See {@link RunningProcess#exitCode()}. */
    public OptionalInt exitCode() {
        return current().exitCode();
    }

    /** Ends the process gracefully; see {@link RunningProcess#stop()}. */
    public void stop() {
        current().stop();
    }

    /** Ends the process with SIGKILL; see {@link RunningProcess#kill()}. */
    public void kill() {
        current().kill();
    }

    /** Stops the process from running without ending it; see {@link RunningProcess#pause()}. */
    public void pause() {
        current().pause();
    }

    /** Undoes {@link #pause()}. */
    public void resume() {
        current().resume();
    }

    /** See {@link RunningProcess#awaitExit(Duration)}. */
    public int awaitExit(Duration timeout) {
        return current().awaitExit(timeout);
    }

    /** The log of the latest run. */
    public ProcessLog log() {
        return current().log();
    }

    /**
     * Waits for a line in the log of the latest run; see {@link RunningProcess#awaitLog(String,
     * Duration)}.
     */
    public String awaitLog(String regex, Duration timeout) {
        return current().awaitLog(regex, timeout);
    }

    /** All runs, oldest first. */
    public synchronized List<RunningProcess> runs() {
        return List.copyOf(runs);
    }

    /** The latest run. */
    public synchronized RunningProcess current() {
        if (runs.isEmpty()) {
            throw new IllegalStateException(name + " has not been started");
        }
        return runs.get(runs.size() - 1);
    }

    boolean answers() {
        return isAlive() && !isPaused();
    }

    private Path log(int run) {
        return directory.resolve(name + "." + run + ".log");
    }

    @Override
    public String toString() {
        return name + " (" + (runs().isEmpty() ? "not started" : current()) + ")";
    }
}
