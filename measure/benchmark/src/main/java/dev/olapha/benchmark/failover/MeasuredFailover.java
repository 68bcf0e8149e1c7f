package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.failover.ElectionWatch.Incumbent;
import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Kills the leader of a whole cluster, looks what happens when, and makes the cluster whole again.
 */
final class MeasuredFailover {

    /** Longer than either store lets any process lead without a sign. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Finer than {@link Deadline} looks: what is measured takes some tenths of a second. */
    private static final long POLL_MILLIS = 10;

    private static final String REGISTERED = "Successful registration at resource manager";
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
    private static final int LOG_TIME_LENGTH = 23;

    private final FlinkCluster cluster;
    private final ElectionWatch election;

    MeasuredFailover(FlinkCluster cluster, ElectionWatch election) {
        this.cluster = cluster;
        this.election = election;
    }

    Moments perform() throws Exception {
        awaitWhole();
        final FlinkProcess leader = cluster.awaitLeader(LIMIT);
        final Incumbent incumbent = election.incumbent();
        try (FirstAnswer answer = FirstAnswer.prepare(cluster, LIMIT)) {
            final Instant killed = Instant.now();
            final long start = System.nanoTime();
            leader.kill();
            try {
                answer.begin();
                return moments(killed, start, incumbent, answer);
            } finally {
                leader.start();
            }
        }
    }

    private Moments moments(Instant killed, long start, Incumbent incumbent, FirstAnswer answer)
            throws Exception {
        final long detected =
                await(
                        () -> !incumbent.holdsOn(),
                        "the store has not let go of the dead JobManager");
        final long published =
                await(incumbent::isSucceeded, "no other JobManager has published its record");
        final long answered = answer.moment().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        final Instant elected =
                cluster.leaderships().stream()
                        .map(time -> time.start())
                        .filter(time -> time.isAfter(killed))
                        .findFirst()
                        .orElseThrow(() -> new BenchmarkException("No log says who leads."));
        return new Moments(
                millis(start, detected),
                Duration.between(killed, elected).toMillis(),
                millis(start, published),
                Duration.between(killed, registered(killed)).toMillis(),
                millis(start, answered));
    }

    /** When the last of the TaskManagers had registered anew. */
    private Instant registered(Instant killed) {
        Instant last = killed;
        for (FlinkProcess taskManager : cluster.taskManagers()) {
            final Instant registered =
                    Deadline.after(LIMIT)
                            .poll(() -> registration(taskManager, killed))
                            .orElseThrow(
                                    () ->
                                            new BenchmarkException(
                                                    taskManager.name() + " did not register."));
            last = registered.isAfter(last) ? registered : last;
        }
        return last;
    }

    private static Optional<Instant> registration(FlinkProcess taskManager, Instant after) {
        return taskManager.log().lines(REGISTERED).stream()
                .map(
                        line ->
                                LocalDateTime.parse(line.substring(0, LOG_TIME_LENGTH), LOG_TIME)
                                        .atZone(ZoneId.systemDefault())
                                        .toInstant())
                .filter(time -> time.isAfter(after))
                .findFirst();
    }

    private void awaitWhole() {
        cluster.awaitSlotsAvailable(FailoverRun.SLOTS, LIMIT);
        if (!Deadline.after(LIMIT).await(() -> election.isStoodFor(FailoverRun.JOB_MANAGERS))) {
            throw new BenchmarkException("A JobManager does not stand for election.");
        }
    }

    /** The moment, by {@link System#nanoTime()}, at which something has come true. */
    private static long await(BooleanSupplier condition, String otherwise)
            throws InterruptedException {
        final long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new BenchmarkException(
                        "After " + LIMIT.toSeconds() + " s " + otherwise + "; see the log.");
            }
            Thread.sleep(POLL_MILLIS);
        }
        return System.nanoTime();
    }

    private static long millis(long start, long end) {
        return TimeUnit.NANOSECONDS.toMillis(end - start);
    }
}
