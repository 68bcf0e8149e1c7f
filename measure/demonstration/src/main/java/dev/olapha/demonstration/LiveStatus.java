package dev.olapha.demonstration;

import dev.olapha.tpch.clients.Attempt;
import dev.olapha.tpch.clients.Journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows every second who leads and how queries fare, until it is closed. */
final class LiveStatus implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStatus.class);
    private static final Duration WINDOW = Duration.ofSeconds(4);

    private final Journal journal;
    private final Supplier<String> leader;
    private final Narrator narrator;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "live-status");
                        thread.setDaemon(true);
                        return thread;
                    });

    private LiveStatus(Journal journal, Supplier<String> leader, Narrator narrator) {
        this.journal = journal;
        this.leader = leader;
        this.narrator = narrator;
    }

    static LiveStatus show(Journal journal, Supplier<String> leader, Narrator narrator) {
        LiveStatus status = new LiveStatus(journal, leader, narrator);
        status.timer.scheduleWithFixedDelay(status::show, 1, 1, TimeUnit.SECONDS);
        return status;
    }

    private void show() {
        try {
            narrator.live(line(leader.get(), journal.attempts(), Instant.now()));
        } catch (RuntimeException e) {
            LOG.warn("Cannot tell how things stand.", e);
        }
    }

    static String line(String leader, List<Attempt> attempts, Instant now) {
        List<Attempt> recent =
                attempts.stream()
                        .filter(attempt -> attempt.ended().isAfter(now.minus(WINDOW)))
                        .filter(Attempt::isRight)
                        .toList();
        long right = attempts.stream().filter(Attempt::isRight).count();
        return String.format(
                Locale.ROOT,
                "%-12s leads | %4d answered %4.1f/s | p50/p95 %s | %d failed",
                leader,
                right,
                recent.size() * 1000.0 / WINDOW.toMillis(),
                Latencies.of(recent),
                attempts.size() - right);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        narrator.endLive();
    }
}
