package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.statistics.Spread;
import dev.olapha.tpch.clients.Percentiles;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * All rounds of one cluster with one number of clients.
 *
 * @param ratioToNone queries per second over those of mode {@code none} in the same round; null
 *     without that mode
 * @param ratioToNear queries per second over those of the same mode without delay in the same
 *     round; null for a cluster without delay, and if there is no such cluster
 * @param p50Millis latency of all queries of all rounds
 * @param zooKeeperRequestsPerQuery heartbeats left out
 * @param clusterCpuMillisPerQuery processor time of clusters and clients
 * @param apiServerRequestsPerQuery renewals of leases among them
 * @param coordinationCpuMillisPerQuery processor time of the servers in which leaders are elected
 */
record Summary(
        String cluster,
        Mode mode,
        long coordinationDelayMillis,
        long storageDelayMillis,
        int clients,
        int rounds,
        Spread queriesPerSecond,
        @JsonInclude(JsonInclude.Include.NON_NULL) Spread ratioToNone,
        @JsonInclude(JsonInclude.Include.NON_NULL) Spread ratioToNear,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double zooKeeperRequestsPerQuery,
        double zooKeeperWritesPerQuery,
        double apiServerRequestsPerQuery,
        double apiServerWritesPerQuery,
        double clusterCpuMillisPerQuery,
        double coordinationCpuMillisPerQuery) {

    /** One for each cluster and number of clients, ordered by clients, then as first measured. */
    static List<Summary> of(List<Sample> samples) {
        return samples.stream().map(Sample::clients).distinct().sorted().toList().stream()
                .flatMap(clients -> ofClients(samples, clients).stream())
                .toList();
    }

    /** Whether this is the cluster that others are compared with. */
    @JsonIgnore
    boolean isMeasure() {
        return mode == Mode.NONE;
    }

    /** Of whichever server. */
    @JsonIgnore
    double requestsPerQuery() {
        return zooKeeperRequestsPerQuery + apiServerRequestsPerQuery;
    }

    /** Of whichever server. */
    @JsonIgnore
    double writesPerQuery() {
        return zooKeeperWritesPerQuery + apiServerWritesPerQuery;
    }

    /** Tells clusters of the same mode apart. */
    @JsonIgnore
    Line.Stroke stroke() {
        return coordinationDelayMillis == 0 && storageDelayMillis == 0
                ? Line.Stroke.SOLID
                : Line.Stroke.DASHED;
    }

    private static List<Summary> ofClients(List<Sample> all, int clients) {
        final List<Sample> samples =
                all.stream().filter(sample -> sample.clients() == clients).toList();
        return samples.stream().map(Sample::cluster).distinct().toList().stream()
                .map(cluster -> ofCluster(cluster, samples))
                .toList();
    }

    private static Map<Integer, Double> rates(List<Sample> samples, Predicate<Sample> which) {
        return samples.stream()
                .filter(which)
                .collect(
                        Collectors.toMap(
                                Sample::round, Sample::queriesPerSecond, (first, second) -> first));
    }

    private static Summary ofCluster(String cluster, List<Sample> all) {
        final List<Sample> samples =
                all.stream().filter(sample -> sample.cluster().equals(cluster)).toList();
        final Sample first = samples.get(0);
        final Percentiles latencies =
                Percentiles.of(
                        samples.stream()
                                .flatMap(sample -> sample.work().stream())
                                .flatMap(client -> client.latenciesMicros().stream())
                                .mapToLong(Long::longValue));
        return new Summary(
                first.cluster(),
                first.mode(),
                first.coordinationDelayMillis(),
                first.storageDelayMillis(),
                first.clients(),
                samples.size(),
                Spread.of(samples.stream().map(Sample::queriesPerSecond).toList()),
                ratio(samples, rates(all, sample -> sample.mode() == Mode.NONE)).orElse(null),
                first.isNear() ? null : ratio(samples, rates(all, near(first.mode()))).orElse(null),
                latencies.at(50) / 1e3,
                latencies.at(95) / 1e3,
                latencies.at(99) / 1e3,
                perQuery(samples, sample -> sample.zooKeeper().requests()),
                perQuery(samples, sample -> sample.zooKeeper().writes()),
                perQuery(samples, sample -> sample.apiServer().requests()),
                perQuery(samples, sample -> sample.apiServer().writes()),
                perQuery(samples, sample -> sample.cpu().clusterMillis()),
                perQuery(samples, sample -> sample.cpu().coordinationMillis()));
    }

    private static Predicate<Sample> near(Mode mode) {
        return sample -> sample.mode() == mode && sample.isNear();
    }

    private static Optional<Spread> ratio(List<Sample> samples, Map<Integer, Double> measure) {
        final List<Double> ratios =
                samples.stream()
                        .filter(sample -> measure.containsKey(sample.round()))
                        .map(sample -> sample.queriesPerSecond() / measure.get(sample.round()))
                        .toList();
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private static double perQuery(List<Sample> samples, ToLongFunction<Sample> amount) {
        return samples.stream().mapToLong(amount).sum()
                / (double) samples.stream().mapToInt(Sample::queries).sum();
    }
}
