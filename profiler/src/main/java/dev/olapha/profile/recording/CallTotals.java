package dev.olapha.profile.recording;

import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** All calls of one operation. Thread-safe, without locks. */
final class CallTotals {

    private final LongAdder calls = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder micros = new LongAdder();
    private final LongAdder sized = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicLong longestMicros = new AtomicLong();
    private final DurationHistogram durations = new DurationHistogram();

    void began() {
        calls.increment();
    }

    void ended(long duration, Outcome outcome) {
        if (outcome == Outcome.FAILED) {
            failed.increment();
        }
        micros.add(duration);
        longestMicros.accumulateAndGet(duration, Math::max);
        durations.add(duration);
    }

    void sized(long size) {
        sized.increment();
        bytes.add(size);
    }

    /** Those that have begun, whether or not they have ended. */
    long calls() {
        return calls.sum();
    }

    long failed() {
        return failed.sum();
    }

    /** Of the calls that have ended. */
    long micros() {
        return micros.sum();
    }

    long longestMicros() {
        return longestMicros.get();
    }

    /** How many calls' bytes are known. */
    long sized() {
        return sized.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    SortedMap<Long, Long> durations() {
        return durations.byUpperLimit();
    }
}
