package dev.olapha.faults.observe;

import dev.olapha.faults.history.EventType;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Looks for blobs of finished jobs in the directories of processes that live. What a process left
 * that was killed is not counted: nobody is there to delete it.
 */
public final class BlobWatch {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final String JOB_DIRECTORY = "job_";

    private final FlinkCluster cluster;
    private final Recorder recorder;
    private final Map<String, Instant> finished = new ConcurrentHashMap<>();

    public BlobWatch(FlinkCluster cluster, Recorder recorder) {
        this.cluster = cluster;
        this.recorder = recorder;
    }

    /** A job that had blobs has ended. */
    public void jobEnded(String job) {
        finished.put(job, Instant.now());
    }

    /** Records every directory of a job that ended more than 30 s ago. */
    public void look() throws IOException {
        final Instant due = Instant.now().minus(GRACE);
        for (FlinkProcess process : cluster.processes()) {
            if (process.isAlive()) {
                look(process, due);
            }
        }
        finished.values().removeIf(end -> end.isBefore(due));
    }

    private void look(FlinkProcess process, Instant due) throws IOException {
        final Instant started =
                ProcessHandle.of(process.pid())
                        .flatMap(handle -> handle.info().startInstant())
                        .orElse(Instant.EPOCH);
        for (Path directory : jobDirectories(process.directory())) {
            final String job = directory.getFileName().toString().substring(JOB_DIRECTORY.length());
            final Instant end = finished.get(job);
            if (end != null && end.isBefore(due) && end.isAfter(started)) {
                recorder.record(
                        EventType.LEFTOVER, process.name(), Map.of("path", directory.toString()));
            }
        }
    }

    private static List<Path> jobDirectories(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> path.getFileName().toString().startsWith(JOB_DIRECTORY))
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                // Deleted while we looked: then there is less, not more.
                return List.of();
            }
            throw e;
        }
    }
}
