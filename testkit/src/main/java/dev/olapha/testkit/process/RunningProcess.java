package dev.olapha.testkit.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** One run of a process, alive or ended. Safe to use from several threads. */
public final class RunningProcess {

    /** How long {@link #stop()} waits after SIGTERM before it sends SIGKILL. */
    public static final Duration GRACE = Duration.ofSeconds(15);

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private final Process process;
    private final ProcessLog log;
    private volatile boolean paused;
    private volatile Instant end;

    RunningProcess(Process process, ProcessLog log) {
        this.process = process;
        this.log = log;
        process.onExit().thenRun(() -> end = Instant.now());
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process exists; a paused one does. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether the process was paused and neither resumed nor ended since. */
    public boolean isPaused() {
        return paused && isAlive();
    }

    /** The exit code, if the process has ended; 128 + n if signal n ended it. */
    public OptionalInt exitCode() {
        return isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** When the process ended, if it has. Known a moment after {@link #isAlive()} turns false. */
    public Optional<Instant> endTime() {
        return Optional.ofNullable(end);
    }

    /** What it has written. */
    public ProcessLog log() {
        return log;
    }

    /**
     * Sends SIGTERM and returns at once. A paused process is resumed, as it could not act on the
     * signal.
     */
    public void terminate() {
        process.destroy();
        resume();
    }

    /**
     * Ends the process: SIGTERM, then SIGKILL if it has not ended after {@link #GRACE}. Does
     * nothing if it has ended.
     *
     * @throws IllegalStateException if it survives that
     */
    public void stop() {
        terminate();
        if (!hasEndedWithin(GRACE)) {
            kill();
        }
    }

    /**
     * Sends SIGKILL and waits for the end. Does nothing if it has ended.
     *
     * @throws IllegalStateException if the process survives that for 10 s
     */
    public void kill() {
        process.destroyForcibly();
        if (!hasEndedWithin(KILL_TIMEOUT)) {
            throw new IllegalStateException("Process " + pid() + " survived SIGKILL");
        }
    }

    /**
     * Stops the process from running (SIGSTOP) until {@link #resume()}. Its sockets stay open: this
     * is what a long garbage collection or a frozen virtual machine looks like to others.
     *
     * @throws IllegalStateException if the process has ended
     */
    public void pause() {
        signal("STOP");
        paused = true;
    }

    /** Lets a paused process run again (SIGCONT). Does nothing if it is not paused. */
    public void resume() {
        if (isPaused()) {
            signal("CONT");
            paused = false;
        }
    }

    /**
     * Waits for the end of the process.
     *
     * @return the exit code
     * @throws IllegalStateException if it has not ended after {@code timeout}
     */
    public int awaitExit(Duration timeout) {
        if (!hasEndedWithin(timeout)) {
            throw new IllegalStateException(
                    "Process "
                            + pid()
                            + " has not ended within "
                            + timeout.toMillis()
                            + " ms\n"
                            + log.tail(40));
        }
        return process.exitValue();
    }

    /**
     * Waits until a line of the log contains a match of a regular expression.
     *
     * @return the first such line
     * @throws IllegalStateException if there is none after {@code timeout}, or the process has
     *     ended without one
     */
    public String awaitLog(String regex, Duration timeout) {
        return Deadline.after(timeout)
                .poll(
                        () -> {
                            // Before the log is read: what a process writes before it ends still
                            // counts.
                            boolean ended = !isAlive();
                            List<String> lines = log.lines(regex);
                            if (lines.isEmpty() && ended) {
                                throw notLogged(regex, "its end");
                            }
                            return lines.stream().findFirst();
                        })
                .orElseThrow(() -> notLogged(regex, timeout.toMillis() + " ms"));
    }

    private IllegalStateException notLogged(String regex, String when) {
        return new IllegalStateException(
                "Process "
                        + pid()
                        + " has not logged "
                        + regex
                        + " by "
                        + when
                        + "\n"
                        + log.tail(40));
    }

    private boolean hasEndedWithin(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody waits for this process any more, so it must not be left running.
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for process " + pid(), e);
        }
    }

    private void signal(String name) {
        try {
            Process kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid())
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("Cannot send SIG" + name + " to process " + pid());
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot send SIG" + name + " to process " + pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while signalling process " + pid(), e);
        }
    }

    @Override
    public String toString() {
        if (!isAlive()) {
            return "pid " + pid() + ", ended with exit code " + process.exitValue();
        }
        return "pid " + pid() + (paused ? ", paused" : ", running");
    }
}
