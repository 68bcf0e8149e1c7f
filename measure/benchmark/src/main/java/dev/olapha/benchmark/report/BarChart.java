package dev.olapha.benchmark.report;

import java.util.List;

/**
 * Horizontal bars in groups, all on one scale that begins at zero, each labelled with its value.
 *
 * @param unit behind every value: {@code ms}, {@code x}, empty
 */
public record BarChart(String unit, List<Group> groups) implements Drawing {

    /**
     * Bars that belong together.
     *
     * @param name empty if there is only one group
     */
    public record Group(String name, List<Bar> bars) {
        public Group {
            bars = List.copyOf(bars);
        }
    }

    /**
     * One bar.
     *
     * @param low the least of the measurements behind {@code value}
     * @param high the greatest of them
     */
    public record Bar(String name, Tone tone, double value, double low, double high) {

        /** A single measurement. */
        public static Bar of(String name, Tone tone, double value) {
            return new Bar(name, tone, value, value, value);
        }
    }

    public BarChart {
        groups = List.copyOf(groups);
    }
}
