package dev.olapha.benchmark.report;

import java.util.List;

/**
 * Lines over a numeric axis, each point with its spread: throughput against clients, figures over
 * time, shares of queries against their latency.
 *
 * @param xAxis name and unit
 * @param yAxis name and unit
 */
public record LineChart(Axis xAxis, Axis yAxis, List<Line> lines) implements Drawing {

    /**
     * One axis.
     *
     * @param label what it measures, with the unit
     */
    public record Axis(String label, Scale scale) {

        public static Axis linear(String label) {
            return new Axis(label, Scale.LINEAR);
        }

        public static Axis logarithmic(String label) {
            return new Axis(label, Scale.LOGARITHMIC);
        }
    }

    /** How values are laid out on an axis. A logarithmic one shows positive values only. */
    public enum Scale {
        /** From zero. */
        LINEAR,
        LOGARITHMIC
    }

    public LineChart {
        lines = List.copyOf(lines);
    }
}
