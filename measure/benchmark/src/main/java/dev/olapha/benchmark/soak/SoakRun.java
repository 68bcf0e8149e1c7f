package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.cli.Steps;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.cluster.RunDirectory;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.run.Measurement;
import dev.olapha.testkit.process.ClusterException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks queries for long, fails over now and then, and watches what grows. Clusters take turns. */
final class SoakRun implements Measurement {

    private static final Duration STEP = Duration.ofSeconds(30);

    private final SoakPlan plan;
    private final List<Reading> readings = new ArrayList<>();

    SoakRun(SoakPlan plan) {
        this.plan = plan;
    }

    /**
     * What is saved of it.
     *
     * @param readings in the order in which they were taken
     */
    record Results(SoakPlan plan, List<Reading> readings) {}

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public Results results() {
        return new Results(plan, List.copyOf(readings));
    }

    @Override
    public Findings findings() {
        return new SoakFindings(results()).findings();
    }

    @Override
    public void run(StatusLine status, Runnable save) throws InterruptedException {
        final List<SoakedCluster> clusters = new ArrayList<>();
        try (RunDirectory directory = RunDirectory.create()) {
            try {
                for (final Mode mode : plan.modes()) {
                    status.milestone("Starting the cluster of mode " + mode.id());
                    clusters.add(SoakedCluster.start(plan, mode, directory));
                }
                soak(clusters, status, save);
            } finally {
                clusters.forEach(SoakedCluster::close);
            }
        }
    }

    private void soak(List<SoakedCluster> clusters, StatusLine status, Runnable save)
            throws InterruptedException {
        for (final SoakedCluster cluster : clusters) {
            readings.add(cluster.read());
        }
        final Steps steps = new Steps(status, plan.readings() * clusters.size(), STEP);
        for (int reading = 1; reading <= plan.readings(); reading++) {
            for (final SoakedCluster cluster : clusters) {
                steps.begin(
                        reading * plan.queriesBetweenReadings()
                                + " queries: "
                                + cluster.mode().id());
                step(cluster, reading);
                steps.done();
            }
            save.run();
        }
    }

    private void step(SoakedCluster cluster, int reading) throws InterruptedException {
        try {
            cluster.askQueries();
            readings.add(cluster.read());
            if (cluster.canFailOver() && plan.failoverAfter(reading)) {
                cluster.failOver();
            }
        } catch (ClusterException e) {
            throw new BenchmarkException(
                    "The failover in mode "
                            + cluster.mode().id()
                            + " came to nothing: "
                            + e.getMessage()
                            + ".",
                    e);
        }
    }
}
