package dev.olapha.benchmark.chart;

import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** A chart as a vector graphic. */
final class Svg {

    /** The encoder writes coordinates to the billionth of a pixel. */
    private static final Pattern PRECISION = Pattern.compile("(\\d\\.\\d)\\d+");

    private final String text;

    private Svg(String text) {
        this.text = text;
    }

    static Svg of(Chart<?, ?> chart) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Svg(PRECISION.matcher(out.toString(StandardCharsets.UTF_8)).replaceAll("$1"));
    }

    String text() {
        return text;
    }

    /** In an {@code img} of its own, so that ids of several graphics cannot meet. */
    String toDataUri() {
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
