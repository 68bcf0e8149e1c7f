package dev.olapha.faults.run;

import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.FaultCluster;
import dev.olapha.faults.history.HistoryFile;
import dev.olapha.faults.history.Timeline;
import dev.olapha.faults.row.Row;
import dev.olapha.faults.store.Store;
import dev.olapha.faults.store.StoreKind;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs rows one after the other. The store runs all the time; a cluster as long as the rows have
 * the same profile and it can be repaired. Used by one thread.
 */
public final class FaultSuite implements AutoCloseable {

    private final StoreKind kind;
    private final Path directory;
    private final Path jar;
    private final ResultsFile results;
    private final int slack;
    private Store store;
    private FaultCluster cluster;
    private int clusters;

    /**
     * @param kind the store that leaders are elected in
     * @param directory for everything that processes write, and for the histories of failed runs
     * @param jar the drop-in jar
     * @param results where every run's figures are added
     * @param slack by what limits of time are multiplied; 1 for results that shall be quoted
     */
    public FaultSuite(StoreKind kind, Path directory, Path jar, ResultsFile results, int slack) {
        this.kind = kind;
        this.directory = directory;
        this.jar = jar;
        this.results = results;
        this.slack = slack;
    }

    /**
     * Performs one run, judges it, and adds the result to the file.
     *
     * @return what does not hold; empty if all holds. The timeline of such a run has been printed.
     * @throws Exception if the run could not be performed
     */
    public List<String> perform(Row row, int number) throws Exception {
        final Judged judged;
        try {
            judged = new RowRun(clusterFor(row.title().profile()), row, number, slack).perform();
        } catch (Exception e) {
            // Whatever state it is in, the next row gets another one.
            abandonCluster();
            throw e;
        }
        results.add(kind, row, number, judged);
        System.out.printf(
                "row %d run %d: %s; %s%n",
                row.title().number(),
                number,
                judged.holds() ? "holds" : "DOES NOT HOLD",
                judged.figures().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
        if (!judged.holds()) {
            keep(row, number, judged);
        }
        return judged.violations();
    }

    private void keep(Row row, int number, Judged judged) throws IOException {
        final Path file =
                directory.resolve(
                        "row-%02d-run-%02d.history.jsonl".formatted(row.title().number(), number));
        new HistoryFile(file).write(judged.run().events());
        System.out.printf(
                "%s%nHistory: %s%n%s%n",
                String.join(System.lineSeparator(), judged.violations()),
                file,
                new Timeline(judged.run().events()).text());
    }

    private FaultCluster clusterFor(ClusterProfile profile) throws Exception {
        if (cluster != null && !cluster.profile().equals(profile)) {
            shutDownCluster();
        }
        if (cluster == null) {
            clusters++;
            if (store == null) {
                store = kind.start(directory.resolve(kind.id()), "cluster-" + clusters);
            } else {
                store = store.forCluster("cluster-" + clusters);
            }
            cluster =
                    FaultCluster.start(
                            directory.resolve("cluster-" + clusters), jar, store, profile);
            RowRun.warmUp(cluster);
        }
        return cluster;
    }

    /** C: a cluster that is shut down must leave nothing in the store. */
    private void shutDownCluster() throws Exception {
        if (cluster != null) {
            try {
                final List<String> left = cluster.shutDown();
                if (!left.isEmpty()) {
                    throw new IllegalStateException(
                            "C: left in the store a minute after a clean shutdown: " + left);
                }
                System.out.println("clean shutdown: nothing is left in the store");
            } finally {
                abandonCluster();
            }
        }
    }

    private void abandonCluster() {
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }

    @Override
    public void close() throws Exception {
        try {
            shutDownCluster();
        } finally {
            if (store != null) {
                store.close();
            }
        }
    }
}
