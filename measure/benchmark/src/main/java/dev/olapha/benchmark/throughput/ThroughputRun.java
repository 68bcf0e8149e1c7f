package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cli.DurationText;
import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.cli.Steps;
import dev.olapha.benchmark.cluster.BenchmarkCluster;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.Clusters;
import dev.olapha.benchmark.cluster.CoordinationServices;
import dev.olapha.benchmark.cluster.RunDirectory;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.run.Measurement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Carries a plan out: all clusters in turn, round by round, so that whatever changes on the machine
 * meanwhile changes for all of them. Each round begins with another cluster.
 */
public final class ThroughputRun implements Measurement {

    /** With the wait before each: up to about ten minutes for one measurement. */
    private static final int MAX_REPEATS = 10;

    /** The waits before and after each measurement. */
    private static final Duration PAUSES = Duration.ofMillis(500);

    private final ThroughputPlan plan;
    private final Workload workload;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Sample> disturbed = new ArrayList<>();

    /**
     * @param workload is closed after the run
     */
    public ThroughputRun(ThroughputPlan plan, Workload workload) {
        this.plan = plan;
        this.workload = workload;
    }

    @Override
    public String name() {
        return workload.name();
    }

    @Override
    public Object results() {
        return measured();
    }

    @Override
    public Findings findings() {
        return new ThroughputFindings(measured(), workload).findings();
    }

    private ThroughputResults measured() {
        return ThroughputResults.of(plan, workload, samples, disturbed);
    }

    @Override
    public void run(StatusLine status, Runnable save) throws InterruptedException {
        try (RunDirectory directory = RunDirectory.create();
                Workload closed = workload;
                CoordinationServices services =
                        CoordinationServices.start(
                                plan.modes(),
                                plan.apiServer(),
                                directory,
                                plan.flinkSettings(),
                                status::milestone)) {
            run(services, directory, status, save);
        }
    }

    private void run(
            CoordinationServices services, RunDirectory directory, StatusLine status, Runnable save)
            throws InterruptedException {
        try (Clusters clusters =
                        new Clusters(workload.launcher(services, directory, plan.flinkSettings()));
                QueryLoad load = new QueryLoad(workload, services::verifyAlive)) {
            for (final ClusterSpec spec : plan.clusters()) {
                status.milestone("Starting the cluster of mode " + spec.id());
                workload.prepare(
                        clusters.start(spec, workload.slots(plan.maxClients())), plan.maxClients());
            }
            for (final BenchmarkCluster cluster : clusters.running()) {
                status.milestone(
                        "Warming up "
                                + cluster.spec().id()
                                + " for "
                                + DurationText.exact(plan.warmUp()));
                load.run(cluster, plan.maxClients(), plan.warmUp());
                services.awaitQuiet(cluster.spec().distance());
            }
            measure(clusters.running(), new Sampler(load, services), status, save);
        }
    }

    private void measure(
            List<BenchmarkCluster> clusters, Sampler sampler, StatusLine status, Runnable save)
            throws InterruptedException {
        final Steps steps = new Steps(status, plan.measurements(), plan.roundLength().plus(PAUSES));
        final List<BenchmarkCluster> order = new ArrayList<>(clusters);
        for (int round = 1; round <= plan.rounds(); round++) {
            for (final int clients : plan.clients()) {
                for (final BenchmarkCluster cluster : order) {
                    steps.begin(
                            "round "
                                    + round
                                    + " of "
                                    + plan.rounds()
                                    + ": "
                                    + cluster.spec().id()
                                    + " with "
                                    + clients
                                    + (clients == 1 ? " client" : " clients"));
                    samples.add(undisturbed(sampler, round, cluster, clients, status));
                    steps.done();
                }
            }
            Collections.rotate(order, -1);
            save.run();
        }
    }

    private Sample undisturbed(
            Sampler sampler, int round, BenchmarkCluster cluster, int clients, StatusLine status)
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
}
