package dev.olapha.profile.recording;

/** The right to record. Closing writes the file; the last one to close ends the recording. */
public final class RecordingLease implements AutoCloseable {

    private final Recording recording;
    private final Runnable end;

    RecordingLease(Recording recording, Runnable end) {
        this.recording = recording;
        this.end = end;
    }

    public Recording recording() {
        return recording;
    }

    /** Further calls do nothing. */
    @Override
    public void close() {
        end.run();
    }
}
