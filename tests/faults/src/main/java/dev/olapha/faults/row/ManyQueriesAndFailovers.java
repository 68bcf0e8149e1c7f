package dev.olapha.faults.row;

import dev.olapha.faults.check.GaugeStays;
import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.check.TermsAtLeast;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Gauges;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.load.QueryBatch;

import java.time.Duration;
import java.util.List;

/** Row 23. */
final class ManyQueriesAndFailovers implements Row {

    private static final int FAILOVERS = 10;
    private static final int QUERIES = 10_000;
    private static final int WARM_UP = 1_000;
    private static final int BYTES_PER_QUERY = 1024;
    private static final Duration CHANGE = Duration.ofSeconds(20);
    private static final Duration BLOBS_GO = Duration.ofSeconds(30);

    @Override
    public Title title() {
        return new Title(23, "10,000 queries and 10 failovers", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "threads +-5; heap after GC < 1 KB a query; watches constant; no blob directory",
                List.of(
                        new TermsAtLeast(FAILOVERS),
                        new GaugeStays(Gauges.THREADS, 5),
                        new GaugeStays(Gauges.HEAP, (double) BYTES_PER_QUERY * QUERIES),
                        new GaugeStays(Gauges.WATCHES, 0),
                        new GaugeStays(Gauges.BLOB_DIRECTORIES, 0),
                        new NobodyEnds()),
                Duration.ofSeconds(20));
    }

    /** Sessions are ended, not processes: a process that is replaced cannot leak. */
    @Override
    public void strike(Scene scene, int run) throws Exception {
        try (QueryBatch queries = scene.cluster().openBatch()) {
            scene.note("warming up with %d queries".formatted(WARM_UP));
            queries.run(WARM_UP);
            scene.everyJobManagerLeads(CHANGE);
            queries.run(WARM_UP);
            scene.awaitCalm();
            take(scene.cluster().gauges());
            scene.faultBegins("%d queries and %d failovers".formatted(QUERIES, FAILOVERS));
            for (int i = 0; i < FAILOVERS; i++) {
                queries.run(QUERIES / FAILOVERS);
                scene.changeLeader(CHANGE);
            }
        }
        scene.healed("no more");
        scene.awaitCalm();
        scene.lasts(BLOBS_GO);
        take(scene.cluster().gauges());
    }

    private static void take(Gauges gauges) throws Exception {
        gauges.takeThreadsAndWatches();
        gauges.takeHeap();
        gauges.takeBlobDirectories();
    }
}
