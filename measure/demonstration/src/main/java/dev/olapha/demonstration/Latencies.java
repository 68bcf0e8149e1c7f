package dev.olapha.demonstration;

import dev.olapha.tpch.clients.Attempt;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How long right answers took. Immutable. */
final class Latencies {

    private final List<Duration> sorted;

    private Latencies(List<Duration> sorted) {
        this.sorted = sorted;
    }

    static Latencies of(Collection<Attempt> attempts) {
        return new Latencies(
                attempts.stream().filter(Attempt::isRight).map(Attempt::latency).sorted().toList());
    }

    /** The duration that a share of the answers did not exceed; zero without answers. */
    Duration quantile(double share) {
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }

    /** Median and 95th percentile in milliseconds. */
    @Override
    public String toString() {
        return sorted.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%d / %d ms",
                        quantile(0.5).toMillis(),
                        quantile(0.95).toMillis());
    }
}
