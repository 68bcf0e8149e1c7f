package dev.olapha.testkit.leader;

import dev.olapha.leader.LeaderWatch;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import static org.awaitility.Awaitility.await;

/** Remembers all that a watch says. Thread-safe. */
public final class RecordedWatch implements LeaderWatch.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<LeaderInformation> heard = new CopyOnWriteArrayList<>();
    private final List<Exception> errors = new CopyOnWriteArrayList<>();
    private final AtomicInteger callers = new AtomicInteger();

    /** Set for ever once two threads were in the listener at the same time. */
    private volatile boolean calledConcurrently;

    @Override
    public void onLeader(LeaderInformation leader) {
        if (callers.incrementAndGet() > 1) {
            calledConcurrently = true;
        }
        heard.add(leader);
        callers.decrementAndGet();
    }

    @Override
    public void onError(Exception error) {
        errors.add(error);
    }

    /** The last leader heard of; empty information if none. */
    public LeaderInformation leader() {
        return heard.isEmpty() ? LeaderInformation.empty() : heard.get(heard.size() - 1);
    }

    public List<LeaderInformation> heard() {
        return heard;
    }

    public List<Exception> errors() {
        return errors;
    }

    public boolean wasCalledConcurrently() {
        return calledConcurrently;
    }

    public void awaitLeader(LeaderInformation expected) {
        await("leader " + expected).atMost(PATIENCE).until(() -> leader().equals(expected));
    }

    public void awaitNoLeader() {
        await("no leader").atMost(PATIENCE).until(() -> !heard.isEmpty() && leader().isEmpty());
    }
}
