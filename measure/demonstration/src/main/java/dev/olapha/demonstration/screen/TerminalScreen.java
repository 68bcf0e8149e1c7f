package dev.olapha.demonstration.screen;

import java.io.PrintStream;

/** For a terminal: the live line is always the last one, and is overwritten. */
public final class TerminalScreen implements Screen {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final int columns;
    private String live = "";
    private boolean silent;

    public TerminalScreen(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public synchronized void print(String text) {
        if (!silent) {
            out.println(CLEAR_LINE + text);
            out.print(live);
            out.flush();
        }
    }

    @Override
    public synchronized void live(String line) {
        if (!silent) {
            // A line that wraps could not be cleared.
            live = line.substring(0, Math.min(line.length(), columns - 1));
            out.print(CLEAR_LINE + live);
            out.flush();
        }
    }

    @Override
    public synchronized void endLive() {
        if (!silent && !live.isEmpty()) {
            live = "";
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    @Override
    public synchronized void silence() {
        endLive();
        silent = true;
    }
}
