package dev.olapha.benchmark.chart;

import dev.olapha.benchmark.report.Tone;

import java.awt.Color;

/** The colours of a chart, for light and for dark ground; the page's style has the same. */
enum Ink {
    LIGHT(0x1d2330, 0x5b6472, 0xe3e6ea),
    DARK(0xe8ebf0, 0x9aa4b2, 0x333b47);

    private static final Color NOTHING = new Color(0, 0, 0, 0);

    private final Color text;
    private final Color label;
    private final Color grid;

    Ink(int text, int label, int grid) {
        this.text = new Color(text);
        this.label = new Color(label);
        this.grid = new Color(grid);
    }

    Color text() {
        return text;
    }

    Color label() {
        return label;
    }

    Color grid() {
        return grid;
    }

    /** The page shows through. */
    Color ground() {
        return NOTHING;
    }

    Color of(Tone tone) {
        return new Color(this == LIGHT ? light(tone) : dark(tone));
    }

    private static int light(Tone tone) {
        return switch (tone) {
            case GREY -> 0x6b7280;
            case ORANGE -> 0xc2570c;
            case PINK -> 0xbe3a75;
            case AMBER -> 0x8f6a00;
            case BLUE -> 0x1f5fd0;
            case CYAN -> 0x0a7ea3;
            case TEAL -> 0x0b8577;
            case PURPLE -> 0x7a4fd6;
            case GREEN -> 0x4b7f1b;
        };
    }

    private static int dark(Tone tone) {
        return switch (tone) {
            case GREY -> 0xa4adba;
            case ORANGE -> 0xf59042;
            case PINK -> 0xf37aae;
            case AMBER -> 0xe3c04a;
            case BLUE -> 0x74a7ff;
            case CYAN -> 0x4fc8ee;
            case TEAL -> 0x41c9b8;
            case PURPLE -> 0xb69bff;
            case GREEN -> 0x9ccb5c;
        };
    }
}
