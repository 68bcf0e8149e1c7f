package dev.olapha.profile.recording;

import java.util.Locale;

/** What a process is in its cluster. The one process of a mini-cluster is a JobManager. */
public enum Role {
    JOBMANAGER,
    TASKMANAGER,
    CLIENT;

    String inFile() {
        return name().toLowerCase(Locale.ROOT);
    }
}
