package dev.olapha.profile.recording;

import javax.annotation.Nullable;

import java.util.concurrent.atomic.AtomicBoolean;

/** A call that has begun. Its end may come on any thread; only the first end counts. */
public final class Call {

    private final CallTotals totals;
    private final long startNanos;

    /** Null if the call belongs to no query. */
    @Nullable private final QueryEvent event;

    private final AtomicBoolean over = new AtomicBoolean();

    Call(CallTotals totals, long startNanos, @Nullable QueryEvent event) {
        this.totals = totals;
        this.startNanos = startNanos;
        this.event = event;
        totals.began();
    }

    public void returned() {
        ended(Outcome.RETURNED);
    }

    public void failed() {
        ended(Outcome.FAILED);
    }

    /** As a future's end tells it. */
    public void ended(@Nullable Throwable failure) {
        ended(failure == null ? Outcome.RETURNED : Outcome.FAILED);
    }

    /** How many bytes it carried. May come before or after the end. */
    public void sized(long bytes) {
        totals.sized(bytes);
        if (event != null) {
            event.sized(bytes);
        }
    }

    private void ended(Outcome outcome) {
        if (over.compareAndSet(false, true)) {
            final long micros = (System.nanoTime() - startNanos) / 1_000;
            totals.ended(micros, outcome);
            if (event != null) {
                event.ended(micros, outcome);
            }
        }
    }
}
