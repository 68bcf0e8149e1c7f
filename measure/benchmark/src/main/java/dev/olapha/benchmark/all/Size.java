package dev.olapha.benchmark.all;

import java.time.Duration;

/** How much is measured. */
enum Size {
    QUICK(Duration.ofMinutes(5)),
    FULL(Duration.ofHours(2));

    private final Duration limitOfAPart;

    Size(Duration limitOfAPart) {
        this.limitOfAPart = limitOfAPart;
    }

    /** A part that takes longer hangs. */
    Duration limitOfAPart() {
        return limitOfAPart;
    }
}
