package dev.olapha.benchmark.cli;

import java.time.Duration;

/** How a duration is shown to people. */
public final class DurationText {

    private DurationText() {}

    /** As it would be typed: {@code 4ms}, {@code 10s}. */
    public static String exact(Duration duration) {
        return duration.toMillis() % 1_000 == 0 && !duration.isZero()
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }

    /** For an estimate: {@code 3 min 20 s}. */
    public static String rough(Duration duration) {
        final long seconds = duration.plusMillis(500).toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
