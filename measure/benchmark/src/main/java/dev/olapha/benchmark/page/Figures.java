package dev.olapha.benchmark.page;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How figures are written: three digits that tell, thousands apart. */
final class Figures {

    private static final DecimalFormatSymbols SYMBOLS =
            DecimalFormatSymbols.getInstance(Locale.ROOT);

    private Figures() {}

    static String of(double value) {
        final double size = Math.abs(value);
        final String form =
                size >= 100 ? "#,##0" : size >= 10 ? "0.0" : size >= 1 ? "0.00" : "0.###";
        return new DecimalFormat(form, SYMBOLS).format(value);
    }

    static String of(double value, String unit) {
        return unit.isEmpty() ? of(value) : of(value) + " " + unit;
    }
}
