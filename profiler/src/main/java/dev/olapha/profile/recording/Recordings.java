package dev.olapha.profile.recording;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The recordings of this process: one for every wrapped type and directory, shared by all that
 * Flink creates, so that the high availability services and the RPC system of a process end up in
 * one file. Thread-safe.
 */
public final class Recordings {

    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

    private static final Recordings OF_THIS_PROCESS = new Recordings();

    /** Guarded by this. */
    private final Map<List<Object>, RunningRecording> running = new HashMap<>();

    Recordings() {}

    public static Recordings ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * Joins the recording that is running, or begins one.
     *
     * @param wrappedType what is metered, for the file
     * @param directory must exist
     * @param interval how often the file is written
     * @param keptQueries how many queries are kept call by call
     */
    public synchronized RecordingLease join(
            String wrappedType, Path directory, Duration interval, int keptQueries) {
        final List<Object> key = List.of(wrappedType, directory, interval, keptQueries);
        return running.computeIfAbsent(
                        key, absent -> begin(wrappedType, directory, interval, keptQueries))
                .lease(this, () -> running.remove(key));
    }

    private static RunningRecording begin(
            String wrappedType, Path directory, Duration interval, int keptQueries) {
        final ProcessIdentity process = new ProcessIdentity();
        final Recording recording = new Recording(keptQueries);
        final ProfileFile file =
                new ProfileFile(
                        directory.resolve(process.fileName()),
                        new ProfileDocument(process, wrappedType, recording));
        LOG.info(
                "Profiling high availability of type {}; the profile is in {}, written every {} s.",
                wrappedType,
                file.path(),
                interval.toSeconds());
        return new RunningRecording(recording, file, interval);
    }
}
