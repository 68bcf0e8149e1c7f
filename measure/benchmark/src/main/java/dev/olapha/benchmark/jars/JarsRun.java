package dev.olapha.benchmark.jars;

import dev.olapha.benchmark.cli.BenchmarkException;
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
import dev.olapha.benchmark.profile.QueryTraffic;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.run.Measurement;
import dev.olapha.testkit.process.PausingQuery;

import org.apache.flink.runtime.jobgraph.JobGraph;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends jars through clusters of real processes, with the blob store off and on. */
final class JarsRun implements Measurement {

    private static final List<Mode> MODES = List.of(Mode.OLAP, Mode.OLAP_BLOBS);
    private static final Duration START = Duration.ofSeconds(25);
    private static final int WARM_UP_QUERIES = 3;
    private static final int SMALL_JAR = 10_000;

    private final JarsPlan plan;
    private final List<JarSample> samples = new ArrayList<>();

    JarsRun(JarsPlan plan) {
        this.plan = plan;
    }

    /**
     * A query that was sent.
     *
     * @param sentMicros since 1970
     */
    private record Sent(
            String query, long jarBytes, int round, long sentMicros, long acceptedMicros) {}

    @Override
    public String name() {
        return "jars";
    }

    @Override
    public Object results() {
        return Map.of("plan", plan, "samples", List.copyOf(samples));
    }

    @Override
    public Findings findings() {
        return new JarsFindings(plan, samples).findings();
    }

    @Override
    public void run(StatusLine status, Runnable save) throws InterruptedException {
        try (RunDirectory directory = RunDirectory.create()) {
            status.milestone("Starting ZooKeeper");
            try (ZooKeeperService zooKeeper =
                    ZooKeeperService.start(directory.resolve("zookeeper"))) {
                final ProcessLauncher launcher =
                        new ProcessLauncher(
                                CoordinationServices.of(zooKeeper), directory, Map.of());
                final Steps steps =
                        new Steps(status, plan.taskManagers().size() * MODES.size(), START);
                for (final int taskManagers : plan.taskManagers()) {
                    for (final Mode mode : MODES) {
                        steps.begin(mode.id() + " with " + taskManagers + " TaskManagers");
                        measure(launcher, mode, taskManagers, directory);
                        steps.done();
                        save.run();
                    }
                }
            }
        }
    }

    private void measure(
            ProcessLauncher launcher, Mode mode, int taskManagers, RunDirectory directory)
            throws InterruptedException {
        final String name = mode.id() + "-" + taskManagers;
        final Path written = directory.resolve("profile-of-" + name);
        final int queries = WARM_UP_QUERIES + plan.rounds() * plan.jarBytes().size();
        final Profiler profiler = new Profiler(written, queries + 1);
        final ClusterSpec spec = ClusterSpec.near(mode);
        final ProcessCluster cluster =
                launcher.launch(
                        spec,
                        builder ->
                                profiler.around(
                                        spec,
                                        builder.directory(directory.resolve("cluster-" + name))
                                                .taskManagers(taskManagers)
                                                .slotsPerTaskManager(1)));
        final List<Sent> sent = new ArrayList<>();
        try {
            final UserJar small = UserJar.create(directory.resolve("small.jar"), SMALL_JAR);
            for (int i = 0; i < WARM_UP_QUERIES; i++) {
                send(cluster, small, SMALL_JAR, 0, taskManagers);
            }
            for (final long bytes : plan.jarBytes()) {
                final UserJar jar = UserJar.create(directory.resolve("query.jar"), bytes);
                for (int round = 1; round <= plan.rounds(); round++) {
                    sent.add(send(cluster, jar, bytes, round, taskManagers));
                }
            }
        } finally {
            // Each process writes its profile when it ends.
            cluster.closeAsync().join();
        }
        final Map<String, QueryTraffic> traffic = QueryTraffic.in(written);
        sent.forEach(query -> samples.add(sample(mode, taskManagers, query, traffic)));
    }

    private static Sent send(
            ProcessCluster cluster, UserJar jar, long bytes, int round, int taskManagers)
            throws InterruptedException {
        final JobGraph query = PausingQuery.jobGraph(taskManagers);
        jar.addTo(query);
        final long start = epochMicros();
        final long[] accepted = new long[1];
        cluster.execute(query, () -> accepted[0] = epochMicros());
        return new Sent(query.getJobID().toHexString(), bytes, round, start, accepted[0]);
    }

    private static JarSample sample(
            Mode mode, int taskManagers, Sent sent, Map<String, QueryTraffic> traffic) {
        final QueryTraffic of = traffic.get(sent.query());
        if (of == null || of.firstRunningMicros().isEmpty()) {
            throw new BenchmarkException(
                    "The profiles say nothing of a query of mode " + mode.id() + " that has run.");
        }
        return new JarSample(
                mode,
                taskManagers,
                sent.jarBytes(),
                sent.round(),
                (sent.acceptedMicros() - sent.sentMicros()) / 1_000.0,
                (of.firstRunningMicros().getAsLong() - sent.sentMicros()) / 1_000.0,
                (of.lastRunningMicros().getAsLong() - sent.sentMicros()) / 1_000.0,
                of.servedByJobManager(),
                of.readFromStore(),
                of.storeWriteMicros() / 1_000.0);
    }

    private static long epochMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
