package dev.olapha.faults.observe;

import dev.olapha.faults.history.EventType;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.RunningProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Follows the logs of all processes of a cluster, and their starts and ends. One thread. */
public final class LogFollower implements AutoCloseable {

    private static final long PERIOD_MILLIS = 25;

    private final FlinkCluster cluster;
    private final Recorder recorder;
    private final Secrets secrets;
    private final String prefix;
    private final Map<RunningProcess, FollowedRun> followed = new LinkedHashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedDaemon("log-follower"));

    private static final class FollowedRun {

        private final LogTail tail;
        private final LogParser parser;
        private boolean ended;

        private FollowedRun(LogTail tail, LogParser parser) {
            this.tail = tail;
            this.parser = parser;
        }
    }

    /**
     * @param secrets must not be in any log
     * @param prefix goes before the names of processes, if there are several clusters
     */
    public LogFollower(FlinkCluster cluster, Recorder recorder, Secrets secrets, String prefix) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.secrets = secrets;
        this.prefix = prefix;
        thread.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (FlinkProcess process : cluster.processes()) {
                for (RunningProcess run : process.runs()) {
                    follow(prefix + process.name(), run);
                }
            }
        } catch (IOException e) {
            // It would go unnoticed on this thread: the run's history says it.
            recorder.record(EventType.NOTE, "suite", Map.of("text", "A log cannot be read: " + e));
        }
    }

    private void follow(String name, RunningProcess run) throws IOException {
        FollowedRun known = followed.get(run);
        if (known == null) {
            known =
                    new FollowedRun(
                            new LogTail(run.log().path()), new LogParser(name, recorder, secrets));
            followed.put(run, known);
            recorder.record(EventType.PROCESS_STARTED, name, Map.of());
        }
        if (known.ended) {
            return;
        }
        // Before the log is read: what a process writes before it ends still counts.
        final boolean ended = !run.isAlive() && run.endTime().isPresent();
        known.tail.newLines().forEach(known.parser::line);
        if (ended) {
            known.ended = true;
            recorder.recordAt(
                    run.endTime().orElseGet(Instant::now),
                    EventType.PROCESS_ENDED,
                    name,
                    Map.of("exit", Integer.toString(run.exitCode().orElse(-1))));
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new UncheckedIOException(new IOException("A log is still being read"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
