package dev.olapha.faults.run;

import dev.olapha.faults.check.Checker;
import dev.olapha.faults.check.Figures;
import dev.olapha.faults.check.NothingIsLeftOver;
import dev.olapha.faults.cluster.FaultCluster;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.load.InFlightQuery;
import dev.olapha.faults.row.Expectation;
import dev.olapha.faults.row.Row;
import dev.olapha.faults.row.Timing;
import dev.olapha.faults.store.Store;
import dev.olapha.testkit.process.Deadline;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One run of one row: from a whole cluster to a judged history. */
final class RowRun {

    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** So long a cluster that seems to have recovered is watched, in case it has not. */
    private static final Duration WATCHED = Duration.ofSeconds(2);

    private static final int QUERIES_WARM_UP = 30;
    private static final int MEASUREMENTS = 4;
    private static final int QUERIES_BEFORE = 5;

    private final FaultCluster cluster;
    private final Row row;
    private final int number;
    private final int slack;
    private final Expectation expectation;
    private final Checker checker;

    RowRun(FaultCluster cluster, Row row, int number, int slack) {
        this.cluster = cluster;
        this.row = row;
        this.number = number;
        this.slack = slack;
        this.expectation = row.expectation(timing(cluster.store(), row, slack));
        this.checker = new Checker(expectation.rules());
    }

    private static Timing timing(Store store, Row row, int slack) {
        final Duration granted = store.granted(row.title().profile().sessionTimeout());
        return new Timing(
                granted,
                store.tick(granted),
                store.renewDeadline(granted),
                FaultCluster.SLOTS,
                slack);
    }

    Judged perform() throws Exception {
        cluster.repair();
        cluster.beginRun();
        cluster.load().resume();
        measureWrites();
        cluster.runQueryWithJar();
        try (InFlightQuery inFlight = cluster.startQueryInFlight()) {
            row.strike(new Scene(cluster), number);
            settle();
            cluster.restSecrets().look();
            cluster.blobs().look();
            final List<Event> events = cluster.recorder().history().events();
            cluster.load().stop();
            inFlight.withdraw();
            final RecordedRun run = new RecordedRun(events);
            return new Judged(
                    run, checker.violations(run), new Figures(run, FaultCluster.SLOTS).values());
        } finally {
            cluster.load().stop();
        }
    }

    /**
     * Before the fault, while nothing but queries runs. That a client's idle connection ends is a
     * write too, but not one of a query: what queries cost is seen every time, so the least of a
     * few measurements counts.
     */
    private void measureWrites() {
        long least = Long.MAX_VALUE;
        int finished = 1;
        for (int i = 0; i < MEASUREMENTS && least > 0; i++) {
            awaitFinished(finished);
            final long before = cluster.store().writes();
            finished += QUERIES_BEFORE;
            awaitFinished(finished);
            least = Math.min(least, cluster.store().writes() - before);
        }
        cluster.recorder()
                .record(
                        EventType.GAUGE,
                        "store",
                        Map.of("name", NothingIsLeftOver.WRITES, "value", Long.toString(least)));
    }

    /** The first queries of a cluster load classes; they are not what a fault strikes. */
    static void warmUp(FaultCluster cluster) {
        cluster.beginRun();
        cluster.load().resume();
        try {
            awaitFinished(cluster, QUERIES_WARM_UP);
        } finally {
            cluster.load().stop();
        }
    }

    private void awaitFinished(int count) {
        awaitFinished(cluster, count);
    }

    private static void awaitFinished(FaultCluster cluster, int count) {
        if (!Deadline.after(WARM_UP)
                .await(
                        () ->
                                cluster.recorder().history().events().stream()
                                                .filter(e -> e.type() == EventType.QUERY_FINISHED)
                                                .count()
                                        >= count)) {
            throw new IllegalStateException("No query succeeds before the fault");
        }
    }

    /** Until all is as it must be and stays so for a while, or patience is out. */
    private void settle() throws InterruptedException {
        final Deadline patience = Deadline.after(expectation.patience().multipliedBy(slack));
        while (!patience.hasPassed()) {
            if (holds()) {
                Thread.sleep(WATCHED.toMillis());
                if (holds()) {
                    return;
                }
            }
            Thread.sleep(100);
        }
    }

    private boolean holds() {
        return checker.violations(new RecordedRun(cluster.recorder().history().events())).isEmpty();
    }
}
