package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cli.DurationText;
import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.cluster.BenchmarkCluster;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.Clusters;
import dev.olapha.benchmark.cluster.RunDirectory;
import dev.olapha.benchmark.cluster.ZooKeeperService;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries a plan out: all clusters in turn, round by round, so that whatever changes on the machine
 * meanwhile changes for all of them. Each round begins with another cluster.
 */
final class ThroughputRun {

    /** With the wait before each: up to about ten minutes for one measurement. */
    private static final int MAX_REPEATS = 10;

    private final ThroughputPlan plan;
    private final StatusLine status;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Sample> disturbed = new ArrayList<>();

    ThroughputRun(ThroughputPlan plan, StatusLine status) {
        this.plan = plan;
        this.status = status;
    }

    /** What has been measured so far. */
    ThroughputResults results() {
        return ThroughputResults.of(plan, samples, disturbed);
    }

    /**
     * @param afterRound hears of what has been measured, to save it
     */
    void run(Consumer<ThroughputResults> afterRound) throws InterruptedException {
        try (RunDirectory directory = RunDirectory.create()) {
            if (plan.needsZooKeeper()) {
                status.milestone("Starting ZooKeeper");
                try (ZooKeeperService zooKeeper =
                        ZooKeeperService.start(directory.resolve("zookeeper"))) {
                    run(Optional.of(zooKeeper), directory, afterRound);
                }
            } else {
                run(Optional.empty(), directory, afterRound);
            }
        }
    }

    private void run(
            Optional<ZooKeeperService> zooKeeper,
            RunDirectory directory,
            Consumer<ThroughputResults> afterRound)
            throws InterruptedException {
        try (Clusters clusters = new Clusters(zooKeeper, directory, plan.flinkSettings());
                QueryLoad load =
                        new QueryLoad(() -> zooKeeper.ifPresent(ZooKeeperService::verifyAlive))) {
            for (final ClusterSpec spec : plan.clusters()) {
                status.milestone("Starting the cluster of mode " + spec.id());
                clusters.start(spec, plan.slots());
            }
            for (final BenchmarkCluster cluster : clusters.running()) {
                status.milestone(
                        "Warming up "
                                + cluster.spec().id()
                                + " for "
                                + DurationText.exact(plan.warmUp()));
                load.run(cluster, plan.maxClients(), plan.warmUp());
            }
            measure(clusters.running(), new Sampler(load, zooKeeper), afterRound);
        }
    }

    private void measure(
            List<BenchmarkCluster> clusters,
            Sampler sampler,
            Consumer<ThroughputResults> afterRound)
            throws InterruptedException {
        final TimeLeft timeLeft = new TimeLeft(plan);
        final List<BenchmarkCluster> order = new ArrayList<>(clusters);
        for (int round = 1; round <= plan.rounds(); round++) {
            status.milestone(progress(round, timeLeft.left()));
            for (final int clients : plan.clients()) {
                for (final BenchmarkCluster cluster : order) {
                    status.show(
                            progress(round, timeLeft.left())
                                    + "; now "
                                    + cluster.spec().id()
                                    + " with "
                                    + clients
                                    + (clients == 1 ? " client" : " clients"));
                    samples.add(undisturbed(sampler, round, cluster, clients));
                    timeLeft.oneDone();
                }
            }
            Collections.rotate(order, -1);
            afterRound.accept(results());
        }
    }

    private Sample undisturbed(Sampler sampler, int round, BenchmarkCluster cluster, int clients)
            throws InterruptedException {
        for (int repeats = 0; ; repeats++) {
            final Sample sample = sampler.take(round, cluster, clients, plan.roundLength());
            if (sample.cpu().foreignShare() <= plan.maxDisturbance() || repeats == MAX_REPEATS) {
                return sample;
            }
            disturbed.add(sample);
            status.show(
                    "Other programs took "
                            + Math.round(sample.cpu().foreignShare() * 100)
                            + " % of the processors; waiting for them");
            sampler.awaitQuietMachine(plan.maxDisturbance());
        }
    }

    private String progress(int round, Duration left) {
        return "Round "
                + round
                + " of "
                + plan.rounds()
                + ", about "
                + DurationText.rough(left)
                + " left";
    }
}
