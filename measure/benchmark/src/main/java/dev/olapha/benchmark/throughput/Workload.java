package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cluster.BenchmarkCluster;
import dev.olapha.benchmark.cluster.ClusterLauncher;
import dev.olapha.benchmark.cluster.CoordinationServices;
import dev.olapha.benchmark.cluster.RunDirectory;

import java.util.List;
import java.util.Map;

/** What clients ask, and of what kind of cluster. */
public interface Workload extends AutoCloseable {

    /** The subcommand's name. */
    String name();

    /** Of its chapter on the page. */
    String title();

    /** What it answers, in one sentence. */
    String question();

    /** What a reader must know of it, one sentence each. */
    List<String> remarks();

    /** What it was told, for the JSON file. */
    Map<String, Object> details();

    /**
     * The queries' names. A client asks all of them in this order again and again, the n-th client
     * beginning with the n-th, both from zero; so it does in every round.
     */
    List<String> queries();

    /**
     * How clusters are run; called once.
     *
     * @param flinkSettings the user's own
     */
    ClusterLauncher launcher(
            CoordinationServices services,
            RunDirectory directory,
            Map<String, String> flinkSettings);

    /** How many slots a cluster needs for so many clients. */
    int slots(int clients);

    /** Makes a cluster ready for so many clients; called once for each. */
    void prepare(BenchmarkCluster cluster, int clients) throws InterruptedException;

    /**
     * Asks a query and waits for its answer. Each client is a thread of its own.
     *
     * @param query index in {@link #queries()}
     * @throws dev.olapha.benchmark.cli.BenchmarkException if it fails, or if the answer is wrong
     */
    void ask(BenchmarkCluster cluster, int client, int query) throws InterruptedException;

    @Override
    void close();
}
