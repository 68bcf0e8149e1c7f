package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cluster.Mode.Coordination;
import dev.olapha.lifecycle.Closer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The servers that all clusters of a run share: those that their modes need. */
public final class CoordinationServices implements AutoCloseable {

    private final Optional<ZooKeeperService> zooKeeper;
    private final Optional<KubernetesService> kubernetes;

    private CoordinationServices(
            Optional<ZooKeeperService> zooKeeper, Optional<KubernetesService> kubernetes) {
        this.zooKeeper = zooKeeper;
        this.kubernetes = kubernetes;
    }

    /** Only a ZooKeeper server. */
    public static CoordinationServices of(ZooKeeperService zooKeeper) {
        return new CoordinationServices(Optional.of(zooKeeper), Optional.empty());
    }

    public static CoordinationServices none() {
        return new CoordinationServices(Optional.empty(), Optional.empty());
    }

    /**
     * Starts what these modes need.
     *
     * @param directory for data and logs
     * @param flinkSettings the user's own
     * @param milestones is told what is started
     * @throws dev.olapha.benchmark.cli.BenchmarkException if one does not start; none is left then
     */
    public static CoordinationServices start(
            Collection<Mode> modes,
            ApiServerAccess access,
            RunDirectory directory,
            Map<String, String> flinkSettings,
            Consumer<String> milestones) {
        Optional<ZooKeeperService> zooKeeper = Optional.empty();
        if (isNeeded(Coordination.ZOOKEEPER, modes)) {
            milestones.accept("Starting ZooKeeper");
            zooKeeper = Optional.of(ZooKeeperService.start(directory.resolve("zookeeper")));
        }
        Optional<KubernetesService> kubernetes = Optional.empty();
        if (isNeeded(Coordination.KUBERNETES, modes)) {
            milestones.accept("Starting a Kubernetes API server");
            try {
                kubernetes =
                        Optional.of(
                                KubernetesService.start(
                                        access, directory.resolve("kubernetes"), flinkSettings));
            } catch (RuntimeException e) {
                zooKeeper.ifPresent(ZooKeeperService::close);
                throw e;
            }
        }
        return new CoordinationServices(zooKeeper, kubernetes);
    }

    private static boolean isNeeded(Coordination coordination, Collection<Mode> modes) {
        return modes.stream().anyMatch(mode -> mode.coordination() == coordination);
    }

    /** What a cluster must be told to find the one that its mode needs. */
    Map<String, String> settings(ClusterSpec spec) {
        return switch (spec.mode().coordination()) {
            case NONE -> Map.of();
            case ZOOKEEPER -> zooKeeper().settings(spec);
            case KUBERNETES -> kubernetes().settings(spec);
        };
    }

    /** The ZooKeeper server; only if a mode needs it. */
    public ZooKeeperService zooKeeper() {
        return zooKeeper.orElseThrow();
    }

    /** The Kubernetes API server; only if a mode needs it. */
    public KubernetesService kubernetes() {
        return kubernetes.orElseThrow();
    }

    public List<Long> pids() {
        final List<Long> pids = new ArrayList<>();
        zooKeeper.ifPresent(service -> pids.add(service.pid()));
        kubernetes.ifPresent(service -> pids.addAll(service.pids()));
        return pids;
    }

    /**
     * @throws dev.olapha.benchmark.cli.BenchmarkException if one has ended
     */
    public void verifyAlive() {
        zooKeeper.ifPresent(ZooKeeperService::verifyAlive);
        kubernetes.ifPresent(KubernetesService::verifyAlive);
    }

    /**
     * Waits until a cluster has tidied up after its queries.
     *
     * @param distance of that cluster
     * @return what the servers were asked so far
     * @throws dev.olapha.benchmark.cli.BenchmarkException if that does not end
     */
    public CoordinationCounts awaitQuiet(Distance distance) throws InterruptedException {
        return new CoordinationCounts(
                zooKeeper.isPresent()
                        ? Optional.of(zooKeeper.get().awaitQuiet(distance))
                        : Optional.empty(),
                kubernetes.isPresent()
                        ? Optional.of(kubernetes.get().awaitQuiet(distance))
                        : Optional.empty());
    }

    @Override
    public void close() {
        try (Closer closer = new Closer()) {
            zooKeeper.ifPresent(closer::register);
            kubernetes.ifPresent(closer::register);
        } catch (Exception e) {
            throw new IllegalStateException("A server could not be stopped", e);
        }
    }
}
