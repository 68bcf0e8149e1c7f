package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cluster.BenchmarkCluster;
import dev.olapha.benchmark.cluster.ClusterLauncher;
import dev.olapha.benchmark.cluster.CoordinationServices;
import dev.olapha.benchmark.cluster.EmbeddedLauncher;
import dev.olapha.benchmark.cluster.ProcessLauncher;
import dev.olapha.benchmark.cluster.RunDirectory;
import dev.olapha.testkit.process.NoOpQuery;

import java.util.List;
import java.util.Map;

/** Queries that do nothing: the work of Flink's own HighAvailabilityServiceBenchmark. */
final class NoOpQueries implements Workload {

    /** A job gives its slot back a moment after its client has the result. */
    private static final int SLOTS_PER_CLIENT = 2;

    private static final int LEAST_SLOTS = 8;

    /** What the clusters consist of. */
    enum Runtime {
        /** A JobManager and a TaskManager in this JVM, as in Flink's own benchmark. */
        EMBEDDED,
        /** A process for each, asked over REST. */
        PROCESSES
    }

    private final Runtime runtime;

    NoOpQueries(Runtime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String title() {
        return switch (runtime) {
            case EMBEDDED -> "Throughput: queries that do nothing";
            case PROCESSES -> "Throughput of real processes: queries that do nothing, over REST";
        };
    }

    @Override
    public String question() {
        return "How many queries a second does a cluster answer, when a query costs nothing but what"
                + " the cluster adds to it?";
    }

    @Override
    public List<String> remarks() {
        return switch (runtime) {
            case EMBEDDED ->
                    List.of(
                            "JobManager, TaskManager and clients share one JVM, as in Flink's own"
                                    + " HighAvailabilityServiceBenchmark; ZooKeeper is a process of"
                                    + " its own.");
            case PROCESSES ->
                    List.of(
                            "Flink's REST client asks whether a query has ended after 10, 20, 40 ms"
                                    + " and so on, in every mode: latencies come in such steps.");
        };
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("runtime", runtime == Runtime.EMBEDDED ? "embedded" : "processes");
    }

    @Override
    public List<String> queries() {
        return List.of("no-op");
    }

    @Override
    public ClusterLauncher launcher(
            CoordinationServices services,
            RunDirectory directory,
            Map<String, String> flinkSettings) {
        return switch (runtime) {
            case EMBEDDED -> new EmbeddedLauncher(services, directory, flinkSettings);
            case PROCESSES -> new ProcessLauncher(services, directory, flinkSettings);
        };
    }

    @Override
    public int slots(int clients) {
        return Math.max(LEAST_SLOTS, SLOTS_PER_CLIENT * clients);
    }

    @Override
    public void prepare(BenchmarkCluster cluster, int clients) {
        // It can begin at once.
    }

    @Override
    public void ask(BenchmarkCluster cluster, int client, int query) throws InterruptedException {
        cluster.execute(NoOpQuery.jobGraph(1));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
