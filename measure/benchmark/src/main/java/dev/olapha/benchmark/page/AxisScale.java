package dev.olapha.benchmark.page;

import dev.olapha.benchmark.report.LineChart.Axis;
import dev.olapha.benchmark.report.LineChart.Scale;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where the values of an axis lie between two pixels. It begins at zero or, if it is logarithmic,
 * at a round value below the least one, and ends at a round value.
 */
public final class AxisScale {

    /** More labels than this run into each other. */
    private static final int MOST_LABELS = 9;

    private static final int MOST_STEPS = 6;

    /** What numbers are called round, times a power of ten. */
    private static final int[] ONE_TWO_FIVE = {1, 2, 5};

    private static final int[] ONE = {1};

    /** A labelled place. */
    public record Tick(double value, double at) {}

    private final Scale scale;
    private final List<Double> labels;
    private final double from;
    private final double to;

    private AxisScale(Scale scale, List<Double> labels, double from, double to) {
        this.scale = scale;
        this.labels = labels;
        this.from = from;
        this.to = to;
    }

    /**
     * @param from the pixel where the axis begins
     * @param to the pixel where it ends; may be less
     */
    static AxisScale of(Axis axis, DoubleStream values, double from, double to) {
        final double[] shown =
                values.filter(value -> shows(axis.scale(), value)).sorted().toArray();
        final double least = shown.length == 0 ? 1 : shown[0];
        final double greatest = shown.length == 0 ? 1 : shown[shown.length - 1];
        return new AxisScale(
                axis.scale(),
                axis.scale() == Scale.LINEAR ? linear(greatest) : logarithmic(least, greatest),
                from,
                to);
    }

    boolean shows(double value) {
        return shows(scale, value);
    }

    /** The pixel of a value, to a tenth. */
    double at(double value) {
        final double low = labels.get(0);
        final double high = labels.get(labels.size() - 1);
        final double part =
                scale == Scale.LINEAR ? value / high : Math.log(value / low) / Math.log(high / low);
        return Math.round((from + part * (to - from)) * 10) / 10.0;
    }

    public List<Tick> ticks() {
        return labels.stream().map(value -> new Tick(value, at(value))).toList();
    }

    /** A logarithmic axis has no place for zero. */
    private static boolean shows(Scale scale, double value) {
        return scale == Scale.LINEAR ? Double.isFinite(value) : value > 0;
    }

    private static List<Double> linear(double greatest) {
        final double end = greatest > 0 ? greatest : 1;
        final double least = end / MOST_STEPS;
        final List<Double> steps = around(least, least, ONE_TWO_FIVE);
        final double step = steps.get(steps.size() - 1);
        return IntStream.rangeClosed(0, (int) Math.ceil(end / step))
                .mapToObj(i -> i * step)
                .toList();
    }

    private static List<Double> logarithmic(double least, double greatest) {
        final List<Double> fine = around(least, greatest, ONE_TWO_FIVE);
        return fine.size() <= MOST_LABELS ? fine : around(least, greatest, ONE);
    }

    /** At least two round values: from the last one that is not above, to the first above. */
    private static List<Double> around(double least, double greatest, int[] digits) {
        final List<Double> round = new ArrayList<>();
        final int decades = (int) Math.floor(Math.log10(greatest)) + 2;
        for (int power = (int) Math.floor(Math.log10(least)); power <= decades; power++) {
            for (final int digit : digits) {
                final double value = digit * Math.pow(10, power);
                if (value <= least) {
                    round.clear();
                }
                round.add(value);
                if (value > least && value >= greatest) {
                    return round;
                }
            }
        }
        return round;
    }
}
