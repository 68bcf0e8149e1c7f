package dev.olapha.persistence.adapter;

import dev.olapha.lifecycle.Closer;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which dirty results this process has written. Results have no pointers; so at the end of a
 * cluster only these are known to be its own and not those of a cluster that uses the directory by
 * mistake. Thread-safe.
 *
 * @param <K> identifies a result
 */
public final class OwnResults<K> {

    private final Set<K> dirty = ConcurrentHashMap.newKeySet();

    /** Runs what writes a dirty result. */
    public CompletableFuture<Void> creating(K id, Supplier<CompletableFuture<Void>> creation) {
        dirty.add(id);
        return creation.get();
    }

    /** Runs what makes a result clean. */
    public CompletableFuture<Void> cleaning(K id, Supplier<CompletableFuture<Void>> cleaning) {
        return cleaning.get().thenRun(() -> dirty.remove(id));
    }

    /**
     * Makes those clean that are still dirty: whatever was to be cleaned up after them is gone.
     *
     * @param isDirty asks the store
     * @param markClean tells it
     */
    public void end(
            Function<K, CompletableFuture<Boolean>> isDirty,
            Function<K, CompletableFuture<Void>> markClean)
            throws Exception {
        try (Closer steps = new Closer()) {
            for (K id : Set.copyOf(dirty)) {
                steps.register(
                        () -> {
                            if (isDirty.apply(id).get()) {
                                markClean.apply(id).get();
                            }
                        });
            }
        }
    }
}
