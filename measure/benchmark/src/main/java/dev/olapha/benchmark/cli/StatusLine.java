package dev.olapha.benchmark.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * What the program is doing now: on a terminal one line that is overwritten, with a bar where the
 * end can be seen; elsewhere (a log, a pipe) one line for each milestone and each tenth of the way.
 * Not thread-safe.
 */
public final class StatusLine {

    private enum Kind {
        OVERWRITTEN,
        LOGGED
    }

    /** Set by ./bench, which can ask the terminal; Java cannot ask for one stream. */
    private static final String TERMINAL_PROPERTY = "olapha.bench.terminal";

    private static final int BAR_WIDTH = 24;

    private final PrintStream out;
    private final Kind kind;
    private int shown;
    private int tenths = -1;

    private StatusLine(PrintStream out, Kind kind) {
        this.out = out;
        this.kind = kind;
    }

    /** On standard error, so that standard output has the results only. */
    public static StatusLine onStandardError() {
        return new StatusLine(
                System.err, Boolean.getBoolean(TERMINAL_PROPERTY) ? Kind.OVERWRITTEN : Kind.LOGGED);
    }

    /** Something that changes every few seconds; not shown where lines cannot be overwritten. */
    public void show(String text) {
        if (kind == Kind.OVERWRITTEN) {
            overwrite(text);
        }
    }

    /**
     * How far the current part of the work is.
     *
     * @param fraction from 0 to 1
     */
    public void progress(String text, double fraction) {
        final double part = Math.max(0, Math.min(1, fraction));
        final String percent = String.format(Locale.ROOT, "%3.0f %%  ", part * 100);
        if (kind == Kind.OVERWRITTEN) {
            final int filled = (int) Math.round(part * BAR_WIDTH);
            overwrite("█".repeat(filled) + "░".repeat(BAR_WIDTH - filled) + percent + text);
        } else if ((int) (part * 10) != tenths) {
            tenths = (int) (part * 10);
            out.println(percent.trim() + "  " + text);
        }
    }

    /** A new part of the work; always shown. */
    public void milestone(String text) {
        tenths = -1;
        if (kind == Kind.OVERWRITTEN) {
            overwrite(text);
        } else {
            out.println(text);
        }
    }

    /** Leaves the line empty for what is printed next. */
    public void clear() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
            shown = 0;
        }
    }

    private void overwrite(String text) {
        out.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
        out.flush();
        shown = text.length();
    }
}
