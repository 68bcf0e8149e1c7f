package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.CoordinationServices;
import dev.olapha.benchmark.cluster.Distance;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.cluster.Mode.Coordination;
import dev.olapha.benchmark.cluster.ProcessCluster;
import dev.olapha.benchmark.cluster.ProcessLauncher;
import dev.olapha.benchmark.cluster.RunDirectory;
import dev.olapha.benchmark.cluster.ZooKeeperService;
import dev.olapha.benchmark.soak.Reading.ProcessState;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One of the clusters, with a ZooKeeper of its own, so that what that holds is the cluster's. */
final class SoakedCluster implements AutoCloseable {

    private static final Duration FAILOVER_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final SoakPlan plan;
    private final Mode mode;
    private final Optional<ZooKeeperService> zooKeeper;
    private final ProcessCluster cluster;
    private int queries;
    private int failovers;

    private SoakedCluster(
            SoakPlan plan,
            Mode mode,
            Optional<ZooKeeperService> zooKeeper,
            ProcessCluster cluster) {
        this.plan = plan;
        this.mode = mode;
        this.zooKeeper = zooKeeper;
        this.cluster = cluster;
    }

    static SoakedCluster start(SoakPlan plan, Mode mode, RunDirectory directory) {
        final Optional<ZooKeeperService> zooKeeper =
                mode.coordination() == Coordination.ZOOKEEPER
                        ? Optional.of(
                                ZooKeeperService.start(
                                        directory.resolve("zookeeper-of-" + mode.id())))
                        : Optional.empty();
        try {
            final ProcessLauncher launcher =
                    new ProcessLauncher(
                            zooKeeper
                                    .map(CoordinationServices::of)
                                    .orElseGet(CoordinationServices::none),
                            directory,
                            Map.of());
            return new SoakedCluster(
                    plan,
                    mode,
                    zooKeeper,
                    launcher.launch(
                            ClusterSpec.near(mode),
                            builder ->
                                    builder.jobManagers(zooKeeper.isPresent() ? 2 : 1)
                                            .slotsPerTaskManager(2 * plan.clients())
                                            .config(
                                                    "high-availability.zookeeper.client.session-timeout",
                                                    "4 s")));
        } catch (RuntimeException e) {
            zooKeeper.ifPresent(ZooKeeperService::close);
            throw e;
        }
    }

    Mode mode() {
        return mode;
    }

    /** Whether another JobManager can take over. */
    boolean canFailOver() {
        return zooKeeper.isPresent();
    }

    void askQueries() throws InterruptedException {
        new SoakQueries(cluster, plan.queriesBetweenReadings(), plan.clients()).run();
        queries += plan.queriesBetweenReadings();
    }

    /** Kills the leading JobManager, waits for the other, and starts the killed one again. */
    void failOver() {
        final FlinkProcess leader = cluster.flink().awaitLeader(FAILOVER_LIMIT);
        leader.kill();
        cluster.flink().awaitLeaderOtherThan(leader, FAILOVER_LIMIT);
        leader.start();
        cluster.flink().awaitSlotsAvailable(2 * plan.clients(), FAILOVER_LIMIT);
        failovers++;
    }

    Reading read() throws InterruptedException {
        if (zooKeeper.isPresent()) {
            zooKeeper.get().awaitQuiet(Distance.NEAR);
        }
        final FlinkProcess leader =
                canFailOver()
                        ? cluster.flink().awaitLeader(FAILOVER_LIMIT)
                        : cluster.flink().jobManagers().get(0);
        final FlinkProcess worker = cluster.flink().taskManagers().get(0);
        return new Reading(
                mode,
                queries,
                failovers,
                state(leader),
                state(worker),
                zooKeeper.map(ZooKeeperService::watches).orElse(0),
                zooKeeper.map(ZooKeeperService::znodes).orElse(0),
                new FileCount(cluster.storage()).files(),
                cluster.flink().processes().stream()
                        .filter(FlinkProcess::isAlive)
                        .mapToLong(SoakedCluster::blobDirectories)
                        .sum());
    }

    private ProcessState state(FlinkProcess process) throws InterruptedException {
        try {
            return new ProcessReader(process.pid()).read();
        } catch (BenchmarkException e) {
            // If it cannot be looked at because it has ended, that is the better message.
            cluster.verifyAlive();
            throw e;
        }
    }

    /** {@code blobStorage/job_...} in the process's working directory. */
    private static long blobDirectories(FlinkProcess process) {
        return new FileCount(process.directory())
                .directories(
                        path ->
                                path.getFileName().toString().startsWith("job_")
                                        && path.getParent().endsWith("blobStorage"));
    }

    @Override
    public void close() {
        final boolean interrupted = Thread.interrupted();
        try {
            cluster.closeAsync().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The processes end with this JVM.
            return;
        } finally {
            zooKeeper.ifPresent(ZooKeeperService::close);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
