package dev.olapha.demonstration;

import dev.olapha.tpch.clients.Attempt;
import dev.olapha.tpch.clients.Percentiles;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.LongStream;

/** How long right answers took. Immutable. */
final class Latencies {

    private final long[] millis;

    private Latencies(long[] millis) {
        this.millis = millis;
    }

    static Latencies of(Collection<Attempt> attempts) {
        return new Latencies(
                attempts.stream()
                        .filter(Attempt::isRight)
                        .mapToLong(attempt -> attempt.latency().toMillis())
                        .toArray());
    }

    /** Median and 95th percentile in milliseconds. */
    @Override
    public String toString() {
        if (millis.length == 0) {
            return "-";
        }
        final Percentiles percentiles = Percentiles.of(LongStream.of(millis));
        return String.format(Locale.ROOT, "%d / %d ms", percentiles.at(50), percentiles.at(95));
    }
}
