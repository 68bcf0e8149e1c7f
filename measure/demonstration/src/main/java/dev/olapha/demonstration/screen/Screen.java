package dev.olapha.demonstration.screen;

/** Where the demonstration shows what it does. Safe to use from several threads. */
public interface Screen {

    /** Something that stays, in one or more lines. */
    void print(String text);

    /** How things stand, in one line: the next one replaces it if that is possible here. */
    void live(String line);

    /** Takes the live line away. */
    void endLive();

    /** Shows nothing from now on. */
    void silence();
}
