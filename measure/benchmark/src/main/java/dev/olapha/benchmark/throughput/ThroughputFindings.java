package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.Headline;
import dev.olapha.benchmark.report.Picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run under load says, for people. */
final class ThroughputFindings {

    private static final int MOST_HEADLINES = 4;

    private final ThroughputResults results;
    private final Workload workload;

    ThroughputFindings(ThroughputResults results, Workload workload) {
        this.results = results;
        this.workload = workload;
    }

    Findings findings() {
        if (results.samples().isEmpty()) {
            return Findings.none(workload.title(), workload.question());
        }
        final ThroughputTable table = new ThroughputTable(results);
        return new Findings(
                workload.title(),
                workload.question(),
                headlines(),
                pictures(),
                List.of(table.table()),
                remarks(table));
    }

    /** At most clients, where differences show. */
    private List<Headline> headlines() {
        final int most =
                results.summaries().stream().mapToInt(Summary::clients).max().orElseThrow();
        return results.summaries().stream()
                .filter(summary -> summary.clients() == most)
                .filter(summary -> summary.ratioToNone() != null)
                .filter(summary -> !summary.isMeasure())
                .limit(MOST_HEADLINES)
                .map(
                        summary ->
                                new Headline(
                                        String.format(
                                                Locale.ROOT,
                                                "%.0f %%",
                                                100 * summary.ratioToNone().median()),
                                        summary.cluster()
                                                + " keeps of the queries per second without high"
                                                + " availability, "
                                                + most
                                                + (most == 1 ? " client" : " clients"),
                                        summary.mode().tone()))
                .toList();
    }

    private List<Picture> pictures() {
        final ThroughputPictures pictures = new ThroughputPictures(results);
        final LatencyPictures latencies = new LatencyPictures(results);
        final List<Picture> all = new ArrayList<>();
        pictures.rates().ifPresent(all::add);
        pictures.ratios().ifPresent(all::add);
        pictures.distance().ifPresent(all::add);
        all.add(latencies.curves());
        latencies.byQuery().ifPresent(all::add);
        pictures.requests().ifPresent(all::add);
        all.add(pictures.processorTime());
        return all;
    }

    private List<String> remarks(ThroughputTable table) {
        final List<String> remarks = new ArrayList<>();
        remarks.add(
                "The clusters took turns, "
                        + results.plan().rounds()
                        + " rounds of "
                        + results.plan().roundMillis()
                        + " ms after a warm-up of "
                        + results.plan().warmUpMillis()
                        + " ms each; figures are medians, ratios were taken within each round.");
        remarks.add(
                "Two of Flink's settings are 0 in all modes, slot.request.max-interval and"
                        + " slotmanager.requirement-check.delay: with their defaults a lone query"
                        + " waits 70 ms for its slot, and differences hide behind that wait.");
        remarks.add(
                "Requests and writes are those of ZooKeeper or of the Kubernetes API server, whose"
                        + " processor time is the second part of CPU.");
        if (results.plan().needsKubernetes()) {
            remarks.add(
                    "Requests to the API server include the renewals of every cluster's lease, which"
                            + " go on whoever is asked.");
        }
        remarks.addAll(workload.remarks());
        remarks.addAll(table.remarks());
        return remarks;
    }
}
