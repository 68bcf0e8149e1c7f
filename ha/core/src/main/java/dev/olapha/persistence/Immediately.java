package dev.olapha.persistence;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Futures of what is done in memory: complete when they are returned, with a result or an error.
 */
public final class Immediately {

    private Immediately() {}

    public static CompletableFuture<Void> run(Runnable operation) {
        return call(
                () -> {
                    operation.run();
                    return null;
                });
    }

    public static <T> CompletableFuture<T> call(Callable<T> operation) {
        try {
            return CompletableFuture.completedFuture(operation.call());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
