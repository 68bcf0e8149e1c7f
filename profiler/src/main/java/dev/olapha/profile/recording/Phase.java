package dev.olapha.profile.recording;

import java.util.Locale;

/** When in a process's life a call began. Only what falls into QUERIES is a cost of queries. */
enum Phase {
    /** Before this process saw its first query. */
    START,
    QUERIES,
    /** The process is closing its high availability services. */
    END;

    String inFile() {
        return name().toLowerCase(Locale.ROOT);
    }
}
