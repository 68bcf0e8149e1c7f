package dev.olapha.demonstration.screen;

import java.io.PrintStream;
import java.time.Duration;

/** For a file or a pipe: lines only, and not every live one. */
public final class PipeScreen implements Screen {

    private static final Duration LIVE_INTERVAL = Duration.ofSeconds(2);

    private final PrintStream out;
    private long lastLive = System.nanoTime() - LIVE_INTERVAL.toNanos();
    private boolean silent;

    public PipeScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void print(String text) {
        if (!silent) {
            out.println(text);
            out.flush();
        }
    }

    @Override
    public synchronized void live(String line) {
        long now = System.nanoTime();
        if (now - lastLive >= LIVE_INTERVAL.toNanos()) {
            lastLive = now;
            print(line);
        }
    }

    @Override
    public void endLive() {
        // What was printed stays.
    }

    @Override
    public synchronized void silence() {
        silent = true;
    }
}
