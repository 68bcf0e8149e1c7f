package dev.olapha.benchmark.load;

import dev.olapha.benchmark.report.BarChart;
import dev.olapha.benchmark.report.BarChart.Bar;
import dev.olapha.benchmark.report.BarChart.Group;
import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.LineChart;
import dev.olapha.benchmark.report.LineChart.Axis;
import dev.olapha.benchmark.report.Picture;
import dev.olapha.benchmark.report.Point;
import dev.olapha.benchmark.statistics.Percentiles;
import dev.olapha.benchmark.statistics.Spread;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The pictures of a run under load. */
final class LoadPictures {

    private final LoadResults results;
    private final List<Integer> clients;
    private final List<String> clusters;

    LoadPictures(LoadResults results) {
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

    Picture latencies() {
        final int most = clients.get(clients.size() - 1);
        return new Picture(
                "How long does a query take, with " + most + (most == 1 ? " client?" : " clients?"),
                "How many of 100 queries were answered within a time, on a logarithmic scale; a curve"
                        + " further to the left is faster, a steep one is more even.",
                new LineChart(
                        Axis.logarithmic("milliseconds"),
                        Axis.linear("of 100 queries are answered"),
                        clusters.stream().map(cluster -> latencyLine(cluster, most)).toList()));
    }

    /** Only if there are several queries. */
    Optional<Picture> latenciesByQuery() {
        if (results.queries().size() < 2) {
            return Optional.empty();
        }
        final int most = clients.get(clients.size() - 1);
        return Optional.of(
                new Picture(
                        "Which query takes how long?",
                        "The median latency of each query with "
                                + most
                                + (most == 1 ? " client" : " clients")
                                + "; the thin line reaches from the fastest to the 95th of 100.",
                        new BarChart(
                                "ms",
                                IntStream.range(0, results.queries().size())
                                        .mapToObj(query -> latenciesOf(query, most))
                                        // A short round ends before all have been asked.
                                        .filter(group -> !group.bars().isEmpty())
                                        .toList())));
    }

    private Group latenciesOf(int query, int count) {
        return new Group(
                results.queries().get(query),
                clusters.stream()
                        .flatMap(cluster -> latencyBar(cluster, query, count).stream())
                        .toList());
    }

    private Optional<Bar> latencyBar(String cluster, int query, int count) {
        final long[] micros =
                results.samples().stream()
                        .filter(sample -> sample.cluster().equals(cluster))
                        .filter(sample -> sample.clients() == count)
                        .flatMapToLong(sample -> latenciesOf(query, sample))
                        .toArray();
        if (micros.length == 0) {
            return Optional.empty();
        }
        final Percentiles latencies = Percentiles.of(LongStream.of(micros));
        return Optional.of(
                new Bar(
                        cluster,
                        of(cluster).get(0).mode().tone(),
                        latencies.at(50) / 1e3,
                        LongStream.of(micros).min().orElseThrow() / 1e3,
                        latencies.at(95) / 1e3));
    }

    /** See {@link Workload#queries()} for who asks what when. */
    private LongStream latenciesOf(int query, Sample sample) {
        return IntStream.range(0, sample.work().size())
                .boxed()
                .flatMapToLong(
                        client -> {
                            final List<Long> asked = sample.work().get(client).latenciesMicros();
                            return IntStream.range(0, asked.size())
                                    .filter(
                                            number ->
                                                    (client + number) % results.queries().size()
                                                            == query)
                                    .mapToLong(asked::get);
                        });
    }

    private Line latencyLine(String cluster, int count) {
        final List<Sample> samples =
                results.samples().stream()
                        .filter(sample -> sample.cluster().equals(cluster))
                        .filter(sample -> sample.clients() == count)
                        .toList();
        final Percentiles latencies =
                Percentiles.of(
                        samples.stream()
                                .flatMap(sample -> sample.work().stream())
                                .flatMap(client -> client.latenciesMicros().stream())
                                .mapToLong(Long::longValue));
        return new Line(
                cluster,
                of(cluster).get(0).mode().tone(),
                of(cluster).get(0).stroke(),
                DoubleStream.concat(
                                IntStream.rangeClosed(1, 99).asDoubleStream(),
                                DoubleStream.of(99.5, 100))
                        .mapToObj(
                                percent ->
                                        Point.of(
                                                Math.max(0.001, latencies.at(percent) / 1e3),
                                                percent))
                        .toList());
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
