package dev.olapha.profile.recording;

import java.util.Locale;

/** How the caller learns that a call has ended. */
public enum Waiting {
    /** The calling thread does nothing else meanwhile. */
    BLOCKED,
    /** The caller has a future. */
    FUTURE,
    /** The caller has a listener, which hears of the end. */
    LISTENER;

    String inFile() {
        return name().toLowerCase(Locale.ROOT);
    }
}
