package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.report.BarChart;
import dev.olapha.benchmark.report.BarChart.Bar;
import dev.olapha.benchmark.report.BarChart.Group;
import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.LineChart;
import dev.olapha.benchmark.report.LineChart.Axis;
import dev.olapha.benchmark.report.Picture;
import dev.olapha.benchmark.report.Point;
import dev.olapha.tpch.clients.Percentiles;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How long queries took, with as many clients as there were at most. */
final class LatencyPictures {

    private final ThroughputResults results;
    private final List<String> clusters;
    private final int most;

    LatencyPictures(ThroughputResults results) {
        this.results = results;
        this.clusters = results.summaries().stream().map(Summary::cluster).distinct().toList();
        this.most = results.summaries().stream().mapToInt(Summary::clients).max().orElseThrow();
    }

    Picture curves() {
        return new Picture(
                "How long does a query take, with " + most + (most == 1 ? " client?" : " clients?"),
                "How many of 100 queries were answered within a time, on a logarithmic scale; a curve"
                        + " further to the left is faster, a steep one is more even.",
                new LineChart(
                        Axis.logarithmic("milliseconds"),
                        Axis.linear("of 100 queries are answered"),
                        clusters.stream().map(this::latencyLine).toList()));
    }

    /** Only if there are several queries. */
    Optional<Picture> byQuery() {
        if (results.queries().size() < 2) {
            return Optional.empty();
        }
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
                                        .mapToObj(this::latenciesOf)
                                        // A short round ends before all have been asked.
                                        .filter(group -> !group.bars().isEmpty())
                                        .toList())));
    }

    private Group latenciesOf(int query) {
        return new Group(
                results.queries().get(query),
                clusters.stream().flatMap(cluster -> latencyBar(cluster, query).stream()).toList());
    }

    private Optional<Bar> latencyBar(String cluster, int query) {
        final long[] micros =
                samples(cluster).flatMapToLong(sample -> latenciesOf(query, sample)).toArray();
        if (micros.length == 0) {
            return Optional.empty();
        }
        final Percentiles latencies = Percentiles.of(LongStream.of(micros));
        return Optional.of(
                new Bar(
                        cluster,
                        any(cluster).mode().tone(),
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

    private Line latencyLine(String cluster) {
        final Percentiles latencies =
                Percentiles.of(
                        samples(cluster)
                                .flatMap(sample -> sample.work().stream())
                                .flatMap(client -> client.latenciesMicros().stream())
                                .mapToLong(Long::longValue));
        return new Line(
                cluster,
                any(cluster).mode().tone(),
                any(cluster).stroke(),
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

    private Stream<Sample> samples(String cluster) {
        return results.samples().stream()
                .filter(sample -> sample.cluster().equals(cluster))
                .filter(sample -> sample.clients() == most);
    }

    private Summary any(String cluster) {
        return results.summaries().stream()
                .filter(summary -> summary.cluster().equals(cluster))
                .findFirst()
                .orElseThrow();
    }
}
