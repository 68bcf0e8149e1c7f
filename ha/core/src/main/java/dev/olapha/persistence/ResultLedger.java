package dev.olapha.persistence;

import javax.annotation.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The results of finished work, from finished ("dirty": clean-up is still to be done) to cleaned up
 * ("clean"), in memory and bounded. Dirty results are kept whole; there are only as many as there
 * are clean-ups running. Of a clean result only a summary stays, and of the summaries only the
 * newest: Flink's own in-memory stores keep every result for ever, which a query service cannot
 * afford.
 *
 * <p>A ledger serves one term of leadership, and hands what is clean on to the ledger of the next.
 * Nothing is dirty there: a dispatcher that finds a dirty result of an earlier term takes it for
 * one of a dead process, shows it to clients without its accumulators, in place of the whole one
 * that this process still has, and in Flink 2.3 ends the process if the result's application was
 * lost.
 *
 * <p>Thread-safe; every operation takes constant time.
 *
 * @param <K> identifies a result
 * @param <V> the result
 * @param <S> what is remembered of it
 */
public final class ResultLedger<K, V, S> {

    /** One for the ledgers of all terms. */
    private final Object lock;

    private final UnaryOperator<K> compactKey;
    private final Function<V, S> summary;

    /** Guarded by {@link #lock}. */
    private final Map<K, V> dirty = new HashMap<>();

    /**
     * Guarded by {@link #lock}; the oldest entry is evicted when it outgrows its bound. One for the
     * ledgers of all terms.
     */
    private final Map<K, S> clean;

    /** Guarded by {@link #lock}; whether the next term has begun. */
    private boolean over;

    /**
     * @param remembered how many clean results are remembered, 0 for none
     * @param compactKey copies a key without what it caches (Flink's ids keep their text form)
     * @param summary what to remember of a result; must not be null
     */
    public ResultLedger(int remembered, UnaryOperator<K> compactKey, Function<V, S> summary) {
        this.lock = new Object();
        this.compactKey = compactKey;
        this.summary = summary;
        this.clean =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, S> eldest) {
                        return size() > remembered;
                    }
                };
    }

    private ResultLedger(ResultLedger<K, V, S> former) {
        this.lock = former.lock;
        this.compactKey = former.compactKey;
        this.summary = former.summary;
        this.clean = former.clean;
    }

    /**
     * The ledger of the next term. What is dirty here becomes clean, and so does what is added
     * later: the clean-ups of a term that is over end with it or go on by themselves.
     */
    public ResultLedger<K, V, S> nextTerm() {
        synchronized (lock) {
            over = true;
            dirty.forEach(this::remember);
            dirty.clear();
            return new ResultLedger<>(this);
        }
    }

    /**
     * @throws IllegalStateException if there is a dirty or a remembered clean result of this key
     */
    public void addDirty(K key, V result) {
        synchronized (lock) {
            if (dirty.containsKey(key) || clean.containsKey(key)) {
                throw new IllegalStateException("There is already a result of " + key + ".");
            }
            if (over) {
                remember(key, result);
            } else {
                dirty.put(key, result);
            }
        }
    }

    /**
     * Does nothing if the result is clean already, or the term is over.
     *
     * @throws NoSuchElementException if there is neither a dirty nor a remembered clean result
     */
    public void markClean(K key) {
        synchronized (lock) {
            if (over || clean.containsKey(key)) {
                return;
            }
            final V result = dirty.remove(key);
            if (result == null) {
                throw new NoSuchElementException("There is no result of " + key + ".");
            }
            remember(key, result);
        }
    }

    private void remember(K key, V result) {
        clean.put(compactKey.apply(key), summary.apply(result));
    }

    public boolean isDirty(K key) {
        synchronized (lock) {
            return dirty.containsKey(key);
        }
    }

    public boolean isClean(K key) {
        synchronized (lock) {
            return clean.containsKey(key);
        }
    }

    /** The summary of a clean result; null if there is none or it has been forgotten. */
    @Nullable
    public S cleanSummary(K key) {
        synchronized (lock) {
            return clean.get(key);
        }
    }

    /** A copy of the dirty results. */
    public Collection<V> dirtyResults() {
        synchronized (lock) {
            return new ArrayList<>(dirty.values());
        }
    }
}
