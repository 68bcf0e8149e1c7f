package dev.olapha.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A duration for people: seconds and tenths. */
record DecimalSeconds(Duration duration) {

    static DecimalSeconds of(Duration duration) {
        return new DecimalSeconds(duration);
    }

    static DecimalSeconds between(Instant from, Instant to) {
        return new DecimalSeconds(Duration.between(from, to));
    }

    String padded(int width) {
        return String.format(Locale.ROOT, "%" + width + "s", this);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
