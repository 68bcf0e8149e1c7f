package dev.olapha.query.protocol;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that many queries share, in bytes. Thread-safe. */
public final class MemoryBudget {

    private final AtomicLong used = new AtomicLong();

    /** Takes so much, unless more than the limit would then be used. */
    public boolean take(long bytes, long limit) {
        while (true) {
            final long before = used.get();
            if (before + bytes > limit) {
                return false;
            }
            if (used.compareAndSet(before, before + bytes)) {
                return true;
            }
        }
    }

    public void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    public long used() {
        return used.get();
    }
}
