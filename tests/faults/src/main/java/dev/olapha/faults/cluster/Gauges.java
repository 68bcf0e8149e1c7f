package dev.olapha.faults.cluster;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.observe.JvmProbe;
import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.FlinkProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes figures of every process of a cluster, into its history. */
public final class Gauges {

    /** Live Java threads, but those of pools that grow and shrink with load, within bounds. */
    public static final String THREADS = "threads";

    /** Live Java threads of leader election, retrieval, and the connection to the store. */
    public static final String HA_THREADS = "threads of high availability";

    /** Bytes of reachable objects after a garbage collection. */
    public static final String HEAP = "heap";

    /** Watches that are set in the store. */
    public static final String WATCHES = "watches";

    /** Directories of single jobs where processes keep blobs. */
    public static final String BLOB_DIRECTORIES = "blob directories";

    private static final Duration CHANGE = Duration.ofSeconds(10);
    private static final String JOB_DIRECTORY = "job_";
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private final FaultCluster cluster;

    Gauges(FaultCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Threads of every process, and watches in the store. Waits until each standby watches the
     * leader: it does so from a moment after a change on, and on a thread, which would look like a
     * leak if only the later of two counts met it.
     */
    public void takeThreadsAndWatches() throws IOException, InterruptedException {
        final FlinkProcess leader = cluster.flink().awaitLeader(CHANGE);
        for (FlinkProcess process : cluster.flink().jobManagers()) {
            if (process != leader && !Deadline.after(CHANGE).await(() -> watchesPeer(process))) {
                note(process, "does not watch the leader, whose death its session's end will tell");
            }
        }
        for (FlinkProcess process : cluster.flink().processes()) {
            final List<String> threads = new JvmProbe(process.pid()).threads();
            record(process.name(), THREADS, threads.stream().filter(JvmProbe::lasts).count());
            note(process, byPool(threads));
            record(
                    process.name(),
                    HA_THREADS,
                    threads.stream().filter(JvmProbe::servesHighAvailability).count());
        }
        record("store", WATCHES, cluster.store().watches());
    }

    private static boolean watchesPeer(FlinkProcess process) {
        try {
            return new JvmProbe(process.pid()).threads().stream().anyMatch(JvmProbe::watchesPeer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The heap of every process. */
    public void takeHeap() throws IOException, InterruptedException {
        for (FlinkProcess process : cluster.flink().processes()) {
            record(process.name(), HEAP, new JvmProbe(process.pid()).reachableBytes());
        }
    }

    /** Blob directories of jobs, in every process. */
    public void takeBlobDirectories() throws IOException {
        for (FlinkProcess process : cluster.flink().processes()) {
            record(process.name(), BLOB_DIRECTORIES, blobDirectories(process.directory()));
        }
    }

    /** How many there are of each name, numbers aside: who reads a history wants to know. */
    private static String byPool(List<String> threads) {
        return "threads: "
                + threads.stream()
                        .collect(
                                Collectors.groupingBy(
                                        name -> NUMBERS.matcher(name).replaceAll("#"),
                                        TreeMap::new,
                                        Collectors.counting()));
    }

    private static long blobDirectories(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isDirectory)
                    .filter(path -> path.getFileName().toString().startsWith(JOB_DIRECTORY))
                    .count();
        }
    }

    private void note(FlinkProcess process, String text) {
        cluster.recorder().record(EventType.NOTE, process.name(), Map.of("text", text));
    }

    private void record(String process, String name, long value) {
        cluster.recorder()
                .record(
                        EventType.GAUGE,
                        process,
                        Map.of("name", name, "value", Long.toString(value)));
    }
}
