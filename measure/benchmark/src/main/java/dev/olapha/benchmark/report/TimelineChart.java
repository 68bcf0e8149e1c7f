package dev.olapha.benchmark.report;

import java.util.List;

/**
 * What happened when, one lane below the other: a query's life as a waterfall, a failover.
 *
 * @param unit of all times: {@code ms}, {@code s}
 */
public record TimelineChart(String unit, List<Lane> lanes) implements Drawing {

    /** One row; its spans may overlap no other of the row. */
    public record Lane(String name, List<Span> spans) {
        public Lane {
            spans = List.copyOf(spans);
        }
    }

    /**
     * From one time to another; a mere moment if both are equal.
     *
     * @param label what it is, shown beside it
     */
    public record Span(String label, Tone tone, double start, double end) {}

    public TimelineChart {
        lanes = List.copyOf(lanes);
    }
}
