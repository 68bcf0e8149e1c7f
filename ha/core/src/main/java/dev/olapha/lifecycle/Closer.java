package dev.olapha.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Runs a sequence of closing or cleaning steps: every step is attempted, the first error is thrown
 * at the end and later errors are attached to it as suppressed. Resources {@linkplain #register
 * registered} here are closed in reverse order of registration.
 *
 * <p>Not thread-safe: one thread builds it and one thread closes it. Closing twice does nothing the
 * second time.
 */
public final class Closer implements AutoCloseable {

    private final Deque<AutoCloseable> steps = new ArrayDeque<>();

    /** Adds a resource that is closed before all those registered earlier. */
    public <T extends AutoCloseable> T register(T resource) {
        steps.push(resource);
        return resource;
    }

    @Override
    public void close() throws Exception {
        Throwable first = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().close();
            } catch (Throwable t) {
                if (t instanceof InterruptedException) {
                    // Swallowing the flag would let the caller's shutdown block again.
                    Thread.currentThread().interrupt();
                }
                if (first == null) {
                    first = t;
                } else if (first != t) {
                    first.addSuppressed(t);
                }
            }
        }
        if (first instanceof Error) {
            throw (Error) first;
        }
        if (first != null) {
            throw (Exception) first;
        }
    }
}
