package dev.olapha.benchmark.page;

import dev.olapha.benchmark.report.Tone;

import java.util.Locale;

/** Tones as the style sheet names them. */
final class Tones {

    private Tones() {}

    static String cssClass(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }
}
