package dev.olapha.benchmark.report;

/**
 * One measured point of a line.
 *
 * @param low the least of the measurements behind {@code y}
 * @param high the greatest of them
 */
public record Point(double x, double y, double low, double high) {

    /** A single measurement. */
    public static Point of(double x, double y) {
        return new Point(x, y, y, y);
    }
}
