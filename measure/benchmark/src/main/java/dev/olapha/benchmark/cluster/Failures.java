package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.tpch.clients.RootCause;

/** Failures of clusters, each in one sentence. */
final class Failures {

    private Failures() {}

    static BenchmarkException ofStart(ClusterSpec spec, Throwable failure) {
        return ofStart(spec, reason(failure), failure);
    }

    static BenchmarkException ofStart(ClusterSpec spec, String reason, Throwable failure) {
        return new BenchmarkException(
                "The cluster of mode " + spec.id() + " did not start: " + reason + ".", failure);
    }

    static BenchmarkException ofQuery(ClusterSpec spec, Throwable failure) {
        return new BenchmarkException(
                "A query failed in mode " + spec.id() + ": " + reason(failure) + ".", failure);
    }

    /** The first line of what is behind it all. */
    private static String reason(Throwable failure) {
        return RootCause.of(failure)
                .toString()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("\\.$", "");
    }
}
