package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.report.BarChart;
import dev.olapha.benchmark.report.BarChart.Bar;
import dev.olapha.benchmark.report.BarChart.Group;
import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.LineChart;
import dev.olapha.benchmark.report.LineChart.Axis;
import dev.olapha.benchmark.report.Picture;
import dev.olapha.benchmark.report.Point;
import dev.olapha.benchmark.statistics.Spread;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The pictures of a run under load. */
final class ThroughputPictures {

    private final ThroughputResults results;
    private final List<Integer> clients;
    private final List<String> clusters;

    ThroughputPictures(ThroughputResults results) {
        this.results = results;
        this.clients =
                results.summaries().stream().map(Summary::clients).distinct().sorted().toList();
        this.clusters = results.summaries().stream().map(Summary::cluster).distinct().toList();
    }

    /** Only with several numbers of clients; with one the table says it. */
    Optional<Picture> rates() {
        if (clients.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(
                new Picture(
                        "Does throughput grow with clients?",
                        "Each line is one way to run high availability; higher is better. A line that"
                                + " stays flat serves more clients only by letting them wait. The"
                                + " pale bars reach from the worst to the best round.",
                        new LineChart(
                                Axis.linear("clients that ask at the same time"),
                                Axis.linear("queries per second"),
                                clusters.stream().map(this::rateLine).toList())));
    }

    private Line rateLine(String cluster) {
        final List<Summary> summaries = of(cluster);
        return new Line(
                cluster,
                summaries.get(0).mode().tone(),
                summaries.get(0).stroke(),
                summaries.stream()
                        .map(summary -> point(summary.clients(), summary.queriesPerSecond()))
                        .toList());
    }

    /** Only where there is a cluster without high availability to compare with. */
    Optional<Picture> ratios() {
        if (results.summaries().stream().noneMatch(summary -> summary.ratioToNone() != null)) {
            return Optional.empty();
        }
        return Optional.of(
                new Picture(
                        "How much slower than without high availability?",
                        "Queries per second over those of mode none in the same round: 1 means that"
                                + " high availability costs nothing, 0.25 that three of four queries"
                                + " are lost to it. The thin line reaches from the worst to the best"
                                + " round.",
                        grouped("x", summary -> bar(summary, summary.ratioToNone()))));
    }

    /** Only with several distances. */
    Optional<Picture> distance() {
        if (results.summaries().stream().allMatch(summary -> summary.ratioToNear() == null)) {
            return Optional.empty();
        }
        return Optional.of(
                new Picture(
                        "What does distance cost?",
                        "A cluster that is far from ZooKeeper or its storage against the same mode"
                                + " near both, in the same round: 1 means that distance costs"
                                + " nothing.",
                        grouped(
                                "x",
                                summary ->
                                        summary.ratioToNear() == null
                                                ? Optional.empty()
                                                : bar(summary, summary.ratioToNear()))));
    }

    Optional<Picture> requests() {
        if (!results.plan().needsZooKeeper() && !results.plan().needsKubernetes()) {
            return Optional.empty();
        }
        return Optional.of(
                new Picture(
                        "What are ZooKeeper and Kubernetes asked for each query?",
                        "Requests per query as the ZooKeeper server and the Kubernetes API server"
                                + " counted them, over all connections, without ZooKeeper's heartbeats"
                                + " but with the renewals of leases on Kubernetes; no bar means none"
                                + " at all.",
                        grouped(
                                "",
                                summary ->
                                        Optional.of(
                                                Bar.of(
                                                        summary.cluster(),
                                                        summary.mode().tone(),
                                                        summary.requestsPerQuery())))));
    }

    Picture processorTime() {
        return new Picture(
                "How much processor time does a query take?",
                "Processor time of Flink and ZooKeeper or Kubernetes together for each query: what high"
                        + " availability burns, even where nobody waits for it.",
                grouped(
                        "ms",
                        summary ->
                                Optional.of(
                                        Bar.of(
                                                summary.cluster(),
                                                summary.mode().tone(),
                                                summary.clusterCpuMillisPerQuery()
                                                        + summary
                                                                .coordinationCpuMillisPerQuery()))));
    }

    /** One group of bars for each number of clients. */
    private BarChart grouped(String unit, Function<Summary, Optional<Bar>> bar) {
        return new BarChart(
                unit,
                clients.stream()
                        .map(
                                count ->
                                        new Group(
                                                count + (count == 1 ? " client" : " clients"),
                                                results.summaries().stream()
                                                        .filter(
                                                                summary ->
                                                                        summary.clients() == count)
                                                        .map(bar)
                                                        .flatMap(Optional::stream)
                                                        .toList()))
                        .toList());
    }

    private static Optional<Bar> bar(Summary summary, Spread spread) {
        return spread == null
                ? Optional.empty()
                : Optional.of(
                        new Bar(
                                summary.cluster(),
                                summary.mode().tone(),
                                spread.median(),
                                spread.min(),
                                spread.max()));
    }

    private List<Summary> of(String cluster) {
        return results.summaries().stream()
                .filter(summary -> summary.cluster().equals(cluster))
                .toList();
    }

    private static Point point(double x, Spread spread) {
        return new Point(x, spread.median(), spread.min(), spread.max());
    }
}
