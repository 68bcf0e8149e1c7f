package dev.olapha.benchmark.wordcount;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.BenchmarkCluster;
import dev.olapha.benchmark.cluster.ClassPath;
import dev.olapha.benchmark.cluster.ClusterLauncher;
import dev.olapha.benchmark.cluster.CoordinationServices;
import dev.olapha.benchmark.cluster.ProcessLauncher;
import dev.olapha.benchmark.cluster.RunDirectory;
import dev.olapha.benchmark.throughput.Workload;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.tpch.ShortQuerySettings;

import org.apache.flink.configuration.Configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** WordCount, highly parallel, on real processes. */
final class WordCountQueries implements Workload {

    /** A job gives its slots back a moment after its client has the result. */
    private static final int SPARE = 1;

    private static final int TASK_MANAGERS = 2;

    private static final int SEGMENT_KILOBYTES = 4;

    /** Of a TaskManager, beside what each of its slots needs. */
    private static final int NETWORK_MEGABYTES = 256;

    /** Beside the network's buffers: Flink gives Netty an arena of 4 MB for each slot, and RPC. */
    private static final int DIRECT_MEGABYTES = 256;

    private static final int DIRECT_MEGABYTES_PER_SLOT = 8;

    private final int parallelism;
    private final double scale;
    private TextFiles text;
    private WordCount query;

    WordCountQueries(int parallelism, double scale) {
        this.parallelism = parallelism;
        this.scale = scale;
    }

    @Override
    public String name() {
        return "wordcount";
    }

    @Override
    public String title() {
        return "WordCount, " + parallelism + " parallel";
    }

    @Override
    public String question() {
        return "Does disabling the blob store double the queries per second, as the discussion of"
                + " FLIP-403 reports for WordCount with 128 parallel tasks?";
    }

    @Override
    public List<String> remarks() {
        return List.of(
                TASK_MANAGERS
                        + " TaskManagers and a JobManager, each a process; the query's classes are on"
                        + " their class path, so that no jar is shipped, as in the discussion of"
                        + " FLIP-403.",
                "Compare olap-blobs with olap for the blob store alone: nothing else differs between"
                        + " them.",
                "Every answer was checked: the counts of all words add up to the words of the text.");
    }

    @Override
    public Map<String, Object> details() {
        final Map<String, Object> details = new HashMap<>();
        details.put("runtime", "processes");
        details.put("parallelism", parallelism);
        details.put("taskManagers", TASK_MANAGERS);
        details.put("scale", scale);
        if (text != null) {
            details.put("words", text.words());
        }
        return details;
    }

    @Override
    public List<String> queries() {
        return List.of("wordcount");
    }

    @Override
    public ClusterLauncher launcher(
            CoordinationServices services,
            RunDirectory directory,
            Map<String, String> flinkSettings) {
        final Map<String, String> settings = new HashMap<>(ShortQuerySettings.toMap());
        settings.put("execution.runtime-mode", "BATCH");
        settings.putAll(flinkSettings);
        text = TextFiles.write(directory.resolve("text"), scale, parallelism);
        query = new WordCount(text.directory(), parallelism, Configuration.fromMap(settings));
        final ProcessLauncher processes = new ProcessLauncher(services, directory, flinkSettings);
        return (spec, slots) -> processes.launch(spec, builder -> shape(builder, slots));
    }

    private FlinkClusterBuilder shape(FlinkClusterBuilder builder, int slots) {
        final int slotsEach = slots / TASK_MANAGERS;
        final int network = networkMegabytes(slotsEach);
        final int direct = network + DIRECT_MEGABYTES + DIRECT_MEGABYTES_PER_SLOT * slotsEach;
        return builder.taskManagers(TASK_MANAGERS)
                .slotsPerTaskManager(slotsEach)
                .withJar(ClassPath.entryOf(WordCount.class))
                .config(ShortQuerySettings.toMap())
                // A cold cluster on few processors takes longer than Flink's 10 s to start hundreds
                // of tasks.
                .config("pekko.ask.timeout", "60 s")
                .taskManagerJvmOptions("-XX:MaxDirectMemorySize=" + direct + "m")
                // Every task talks to every other one: with Flink's defaults their buffers alone
                // would take gigabytes.
                .taskManagerConfig("taskmanager.memory.segment-size", SEGMENT_KILOBYTES + "kb")
                .taskManagerConfig("taskmanager.network.memory.buffers-per-channel", "1")
                .taskManagerConfig("taskmanager.memory.network.min", network + "m")
                .taskManagerConfig("taskmanager.memory.network.max", network + "m")
                .taskManagerConfig("taskmanager.memory.managed.size", slotsEach + "m");
    }

    /** A slot's two tasks need a buffer for each task of the other kind, and a few to spare. */
    private int networkMegabytes(int slots) {
        final int buffersOfASlot = 2 * parallelism + 32;
        return NETWORK_MEGABYTES + slots * buffersOfASlot * SEGMENT_KILOBYTES / 1024;
    }

    @Override
    public int slots(int clients) {
        final int needed = parallelism * clients + SPARE;
        return (needed + TASK_MANAGERS - 1) / TASK_MANAGERS * TASK_MANAGERS;
    }

    @Override
    public void prepare(BenchmarkCluster cluster, int clients) {
        // It can begin at once.
    }

    @Override
    public void ask(BenchmarkCluster cluster, int client, int number) throws InterruptedException {
        final Object words =
                cluster.execute(query.jobGraph()).getAccumulatorResult(WordCount.WORDS);
        if (!Long.valueOf(text.words()).equals(words)) {
            throw new BenchmarkException(
                    "WordCount counted "
                            + words
                            + " words in mode "
                            + cluster.spec().id()
                            + ", but there are "
                            + text.words()
                            + ".");
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
