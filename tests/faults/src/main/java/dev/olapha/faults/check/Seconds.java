package dev.olapha.faults.check;

import java.time.Duration;
import java.util.Locale;

/** A duration as people read it. */
final class Seconds {

    private Seconds() {}

    static String of(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
    }
}
