package dev.olapha.demonstration;

import dev.olapha.demonstration.screen.Screen;

import java.time.Duration;

/** Says what happens and when. Safe to use from several threads. */
final class Narrator {

    private final Screen screen;
    private final long start = System.nanoTime();

    Narrator(Screen screen) {
        this.screen = screen;
    }

    /** Something has happened, or begins. */
    void say(String line) {
        screen.print(stamped(line));
    }

    /** How things stand. */
    void live(String line) {
        screen.live(stamped(line));
    }

    /** How things stood is of no interest any more. */
    void endLive() {
        screen.endLive();
    }

    /** Text without a time. */
    void print(String text) {
        screen.print(text);
    }

    private String stamped(String line) {
        return DecimalSeconds.of(Duration.ofNanos(System.nanoTime() - start)).padded(6)
                + " s  "
                + line;
    }
}
