package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.cli.Steps;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.CoordinationServices;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.cluster.ProcessCluster;
import dev.olapha.benchmark.cluster.ProcessLauncher;
import dev.olapha.benchmark.cluster.RunDirectory;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.run.Measurement;
import dev.olapha.lifecycle.Closer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries a plan out: in each round every cluster loses its leader once, one after the other. */
final class FailoverRun implements Measurement {

    static final int JOB_MANAGERS = 2;
    static final int SLOTS = 4;

    private static final int TASK_MANAGERS = 2;
    private static final Duration EXPECTED = Duration.ofSeconds(30);

    private final FailoverPlan plan;
    private final List<FailoverSample> samples = new ArrayList<>();

    FailoverRun(FailoverPlan plan) {
        this.plan = plan;
    }

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public FailoverResults results() {
        return new FailoverResults(plan, samples);
    }

    @Override
    public Findings findings() {
        return new FailoverFindings(results()).findings();
    }

    @Override
    public void run(StatusLine status, Runnable save) throws InterruptedException {
        try (Closer closer = new Closer()) {
            final RunDirectory directory = closer.register(RunDirectory.create());
            final CoordinationServices services =
                    closer.register(
                            CoordinationServices.start(
                                    plan.modes(),
                                    plan.apiServer(),
                                    directory,
                                    plan.flinkSettings(),
                                    status::milestone));
            final ProcessLauncher launcher =
                    new ProcessLauncher(services, directory, plan.flinkSettings());
            final Map<Mode, MeasuredFailover> failovers = new LinkedHashMap<>();
            for (Mode mode : plan.modes()) {
                status.milestone("Starting the cluster of mode " + mode.id());
                final ProcessCluster cluster = start(launcher, mode);
                closer.register(() -> cluster.closeAsync().join());
                failovers.put(
                        mode,
                        new MeasuredFailover(cluster.flink(), election(services, mode, cluster)));
            }
            measure(failovers, status, save);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BenchmarkException("A failover could not be measured: " + e + ".", e);
        }
    }

    private static ElectionWatch election(
            CoordinationServices services, Mode mode, ProcessCluster cluster) {
        return switch (mode.coordination()) {
            case NONE -> throw new IllegalArgumentException(mode.id() + " elects no leader");
            case ZOOKEEPER -> new ZooKeeperElection(services.zooKeeper(), "/" + mode.id());
            case KUBERNETES ->
                    new KubernetesElection(
                            () -> services.kubernetes().lock(ClusterSpec.near(mode)),
                            new RestAnswers(cluster.flink().jobManagers())::all);
        };
    }

    private static ProcessCluster start(ProcessLauncher launcher, Mode mode) {
        return launcher.launch(
                ClusterSpec.near(mode),
                builder ->
                        builder.jobManagers(JOB_MANAGERS)
                                .taskManagers(TASK_MANAGERS)
                                .slotsPerTaskManager(SLOTS / TASK_MANAGERS));
    }

    private void measure(Map<Mode, MeasuredFailover> failovers, StatusLine status, Runnable save)
            throws Exception {
        final Steps steps = new Steps(status, plan.rounds() * failovers.size(), EXPECTED);
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Map.Entry<Mode, MeasuredFailover> each : failovers.entrySet()) {
                steps.begin(
                        "round "
                                + round
                                + " of "
                                + plan.rounds()
                                + ": the leader of "
                                + each.getKey().id()
                                + " is killed");
                samples.add(new FailoverSample(round, each.getKey(), each.getValue().perform()));
                steps.done();
            }
            save.run();
        }
    }
}
