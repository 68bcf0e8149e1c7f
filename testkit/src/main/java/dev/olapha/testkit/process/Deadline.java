package dev.olapha.testkit.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A point in time until which something is waited for. Immutable; safe to use from any thread. */
public final class Deadline {

    private static final long POLL_MILLIS = 20;

    private final long start = System.nanoTime();
    private final Duration timeout;

    private Deadline(Duration timeout) {
        this.timeout = timeout;
    }

    /** The deadline that passes {@code timeout} from now. */
    public static Deadline after(Duration timeout) {
        return new Deadline(timeout);
    }

    /** Whether the deadline has passed. */
    public boolean hasPassed() {
        return System.nanoTime() - start >= timeout.toNanos();
    }

    /** What is left, never negative. */
    public Duration remaining() {
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Asks until there is an answer. Asks at least once, every 20 ms, in the calling thread.
     *
     * @return the first answer, or nothing if there was none by the deadline
     * @throws IllegalStateException if the thread is interrupted; its interrupt flag stays set
     */
    public <T> Optional<T> poll(Supplier<Optional<T>> question) {
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent() || hasPassed()) {
                return answer;
            }
            pause();
        }
    }

    /**
     * Waits for a condition as {@link #poll} does.
     *
     * @return whether it held by the deadline
     */
    public boolean await(BooleanSupplier condition) {
        return poll(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }

    @Override
    public String toString() {
        return timeout.toMillis() + " ms";
    }
}
