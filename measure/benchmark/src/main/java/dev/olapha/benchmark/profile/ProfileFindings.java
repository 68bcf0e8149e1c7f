package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.report.BarChart;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.Headline;
import dev.olapha.benchmark.report.Picture;
import dev.olapha.benchmark.report.Table;
import dev.olapha.benchmark.report.Tone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What profiles say, for people. */
final class ProfileFindings {

    private static final String TITLE = "Profile: where a query's time goes";
    private static final String QUESTION =
            "Which calls does a query make to its high availability and beside it, how long do they"
                    + " take, and which of them does it wait for?";

    private static final int MOST_HEADLINES = 4;
    private static final int MOST_BARS = 8;

    private static final List<String> REMARKS =
            List.of(
                    "Critical path: an instant of a query counts for an operation of high availability"
                            + " if it lies between the JobManager's getting the query (or before it the"
                            + " first of its files) and its having the result, such a call is in"
                            + " progress, and no task of the query runs; calls at the same time share"
                            + " it. It is an upper bound: other work may have gone on meanwhile, and a"
                            + " 'start' that knows the leader at once calls its listener, which is"
                            + " Flink's and connects to the leader. 'not"
                            + " told' are calls that name no query, so nobody knows whose they are.",
                    "Per query: all calls of all processes since their first query, divided by the"
                            + " queries that JobManagers have seen; calls of a process's start and end"
                            + " are left out. A call that returns a future lasts until that is complete;"
                            + " 'wait for …' lasts until the listener hears.",
                    "Bytes: plans, results and task deployment descriptors as Java serializes them,"
                            + " blobs as their files are long. 'put … of user files' are the jars that"
                            + " clients upload, 'of task information' is what Flink does not send inside"
                            + " a descriptor because it is larger than blob.offload.minsize.",
                    "BlobServer download: a TaskManager's download from the JobManager, seen in"
                            + " its blob cache to a millisecond. How long a client's upload takes up to"
                            + " the REST endpoint is not in a cluster's profile.",
                    "Between processes of several machines, times are as good as their clocks agree.");

    private final Map<String, ProfiledCluster> clusters;
    private final Map<String, Tone> tones;
    private final List<String> remarks;

    /**
     * @param clusters by the name that people know them by
     * @param tones colours, by the same names
     * @param remarks what is special about this run
     */
    ProfileFindings(
            Map<String, ProfiledCluster> clusters, Map<String, Tone> tones, List<String> remarks) {
        this.clusters = clusters;
        this.tones = tones;
        this.remarks = remarks;
    }

    Findings findings() {
        if (clusters.isEmpty()) {
            return Findings.none(TITLE, QUESTION);
        }
        final List<Headline> headlines = new ArrayList<>();
        final List<Picture> pictures = new ArrayList<>();
        final List<Table> tables = new ArrayList<>();
        final List<BarChart.Group> groups = new ArrayList<>();
        clusters.forEach(
                (name, cluster) -> {
                    final Tone tone = tones.getOrDefault(name, Tone.ORANGE);
                    final List<OperationCost> costs = cluster.costs();
                    tables.add(new CostTable(name, costs).table());
                    headlines.add(headline(name, cluster, tone));
                    groups.add(bars(name, costs, tone));
                    if (!cluster.wholeQueries().isEmpty()) {
                        pictures.add(waterfall(name, cluster, tone));
                    }
                });
        pictures.add(
                0,
                new Picture(
                        "What does a query wait for?",
                        "Milliseconds of a query's time that each operation of high availability"
                                + " takes on its critical path, mean over the queries kept.",
                        new BarChart("ms", groups)));
        final List<String> all = new ArrayList<>(remarks);
        all.addAll(REMARKS);
        return new Findings(
                TITLE,
                QUESTION,
                headlines.subList(0, Math.min(MOST_HEADLINES, headlines.size())),
                pictures,
                tables,
                all);
    }

    private static Headline headline(String name, ProfiledCluster cluster, Tone tone) {
        return new Headline(
                String.format(Locale.ROOT, "%.1f ms", cluster.medianCriticalMillis()),
                String.format(
                        Locale.ROOT,
                        "of the %.1f ms of a query are high availability's with %s (medians)",
                        cluster.medianMillis(),
                        name),
                tone);
    }

    private static BarChart.Group bars(String name, List<OperationCost> costs, Tone tone) {
        return new BarChart.Group(
                name,
                costs.stream()
                        .filter(cost -> cost.operation().isHighAvailability())
                        .limit(MOST_BARS)
                        .map(
                                cost ->
                                        BarChart.Bar.of(
                                                cost.operation().service()
                                                        + " "
                                                        + cost.operation().name(),
                                                tone,
                                                cost.criticalMillis()))
                        .toList());
    }

    private static Picture waterfall(String name, ProfiledCluster cluster, Tone tone) {
        return new Picture(
                "One query's life with " + name,
                "A query of median length, call by call in the order in which they began; grey is"
                        + " Flink beside its high availability. JM is the JobManager, TM a"
                        + " TaskManager.",
                new Waterfall(cluster.typicalQuery(), tone).timeline());
    }
}
