package dev.olapha.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Notices that whoever waits for it has been interrupted: so does SQL Gateway with an operation
 * that is cancelled while it is submitted, and it never comes back for the job.
 */
final class AbandonableFuture<T> extends CompletableFuture<T> {

    private final Runnable onAbandoned;

    AbandonableFuture(Runnable onAbandoned) {
        this.onAbandoned = onAbandoned;
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        try {
            return super.get();
        } catch (InterruptedException e) {
            onAbandoned.run();
            throw e;
        }
    }
}
