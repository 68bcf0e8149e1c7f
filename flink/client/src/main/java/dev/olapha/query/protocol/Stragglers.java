package dev.olapha.query.protocol;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attempts that nobody waits for any more and that must not run on: of a cancelled query, or whose
 * submission had an unknown fate when the query went on. They are cancelled until a leader has
 * taken the cancellation, or says often enough that there is no such job.
 */
final class Stragglers {

    private static final long PAUSE = 500;

    /** When each may be given up because nobody knows its job. */
    private final Map<Integer, Long> waiting = new TreeMap<>();

    private final long grace;
    private final Actions actions;
    private long nextRound = Long.MAX_VALUE;

    Stragglers(long grace, Actions actions) {
        this.grace = grace;
        this.actions = actions;
    }

    /** To be cancelled; the grace begins anew if it is here already. */
    void add(int attempt, long now) {
        waiting.put(attempt, now + grace);
        nextRound = now;
    }

    void cancelled(int attempt) {
        waiting.remove(attempt);
    }

    /**
     * Sends what is due.
     *
     * @return when to come again
     */
    long act(long now) {
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (now >= nextRound) {
            for (Iterator<Map.Entry<Integer, Long>> i = waiting.entrySet().iterator();
                    i.hasNext(); ) {
                final Map.Entry<Integer, Long> entry = i.next();
                if (now > entry.getValue()) {
                    i.remove();
                } else {
                    actions.cancel(entry.getKey());
                }
            }
            nextRound = now + PAUSE;
        }
        return waiting.isEmpty() ? Long.MAX_VALUE : nextRound;
    }
}
