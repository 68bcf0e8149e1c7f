package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.cli.Steps;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.CoordinationServices;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.cluster.ProcessCluster;
import dev.olapha.benchmark.cluster.ProcessLauncher;
import dev.olapha.benchmark.cluster.Profiler;
import dev.olapha.benchmark.cluster.RunDirectory;
import dev.olapha.benchmark.cluster.UserJar;
import dev.olapha.benchmark.cluster.ZooKeeperService;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.Tone;
import dev.olapha.benchmark.run.Measurement;
import dev.olapha.testkit.process.NoOpQuery;

import org.apache.flink.runtime.jobgraph.JobGraph;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Profiles clusters of real processes, one after the other. */
final class ProfileRun implements Measurement {

    private static final Duration START = Duration.ofSeconds(15);

    private final ProfilePlan plan;
    private final Map<String, List<ProcessProfile>> profiles = new LinkedHashMap<>();
    private final Map<String, Tone> tones = new LinkedHashMap<>();

    ProfileRun(ProfilePlan plan) {
        this.plan = plan;
    }

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public Object results() {
        return Map.of("plan", plan, "clusters", profiles);
    }

    @Override
    public Findings findings() {
        final Map<String, ProfiledCluster> clusters = new LinkedHashMap<>();
        profiles.forEach((name, processes) -> clusters.put(name, new ProfiledCluster(processes)));
        return new ProfileFindings(
                        clusters,
                        tones,
                        List.of(
                                plan.queries()
                                        + " queries of "
                                        + plan.parallelism()
                                        + (plan.parallelism() == 1 ? " task" : " tasks")
                                        + " that do nothing, one after the other, each with a jar"
                                        + " of "
                                        + plan.jarBytes()
                                        + " bytes, after "
                                        + plan.warmUp()
                                        + " to warm up, which are counted too, but not kept."))
                .findings();
    }

    @Override
    public void run(StatusLine status, Runnable save) throws InterruptedException {
        try (RunDirectory directory = RunDirectory.create()) {
            status.milestone("Starting ZooKeeper");
            try (ZooKeeperService zooKeeper =
                    ZooKeeperService.start(directory.resolve("zookeeper"))) {
                run(zooKeeper, directory, status, save);
            }
        }
    }

    private void run(
            ZooKeeperService zooKeeper, RunDirectory directory, StatusLine status, Runnable save)
            throws InterruptedException {
        final ProcessLauncher launcher =
                new ProcessLauncher(
                        CoordinationServices.of(zooKeeper), directory, plan.flinkSettings());
        final Optional<UserJar> jar =
                plan.jarBytes() == 0
                        ? Optional.empty()
                        : Optional.of(
                                UserJar.create(directory.resolve("query.jar"), plan.jarBytes()));
        final Steps steps = new Steps(status, plan.modes().size(), START);
        for (final Mode mode : plan.modes()) {
            final ClusterSpec spec = ClusterSpec.near(mode);
            steps.begin("Profiling " + spec.id());
            final Path written = directory.resolve("profile-of-" + spec.mode().id());
            final Profiler profiler = new Profiler(written, plan.queries());
            final ProcessCluster cluster =
                    launcher.launch(
                            spec,
                            builder ->
                                    profiler.around(
                                            spec, builder.slotsPerTaskManager(plan.parallelism())));
            try {
                for (int i = 0; i < plan.warmUp() + plan.queries(); i++) {
                    cluster.execute(query(jar));
                }
            } finally {
                // Each process writes its profile when it ends.
                cluster.closeAsync().join();
            }
            profiles.put(spec.id(), ProfileFiles.read(List.of(written)));
            tones.put(spec.id(), spec.mode().tone());
            steps.done();
            save.run();
        }
    }

    private JobGraph query(Optional<UserJar> jar) {
        final JobGraph query = NoOpQuery.jobGraph(plan.parallelism());
        jar.ifPresent(user -> user.addTo(query));
        return query;
    }
}
