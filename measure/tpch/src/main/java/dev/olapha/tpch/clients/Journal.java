package dev.olapha.tpch.clients;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What all clients have done so far. Thread-safe. */
public final class Journal {

    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    void submitted() {
        inFlight.incrementAndGet();
    }

    void ended(Attempt attempt) {
        attempts.add(attempt);
        inFlight.decrementAndGet();
    }

    /** The ended attempts in the order of their ends, as of now. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Queries that were submitted and have not ended. */
    public int inFlight() {
        return inFlight.get();
    }
}
