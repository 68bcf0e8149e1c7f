package dev.olapha.benchmark.chart;

/**
 * A chart for both kinds of ground.
 *
 * @param light address that holds the whole picture ({@code data:})
 * @param dark the same for dark ground
 * @param width in pixels, before the page makes it fit
 * @param height in pixels
 */
public record ChartImage(String light, String dark, int width, int height) {}
