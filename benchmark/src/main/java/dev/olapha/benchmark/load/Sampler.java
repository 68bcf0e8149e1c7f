package dev.olapha.benchmark.load;

import dev.olapha.benchmark.cluster.BenchmarkCluster;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.ZooKeeperService;
import dev.olapha.benchmark.machine.CpuTimes;
import dev.olapha.testkit.zookeeper.RequestCounts;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes samples, and looks at everything that a sample tells besides its queries. */
final class Sampler {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration QUIET_MACHINE_TIMEOUT = Duration.ofMinutes(1);

    private final QueryLoad load;
    private final Optional<ZooKeeperService> zooKeeper;
    private final OptionalLong zooKeeperPid;

    Sampler(QueryLoad load, Optional<ZooKeeperService> zooKeeper) {
        this.load = load;
        this.zooKeeper = zooKeeper;
        this.zooKeeperPid =
                zooKeeper
                        .map(service -> OptionalLong.of(service.pid()))
                        .orElse(OptionalLong.empty());
    }

    Sample take(int round, BenchmarkCluster cluster, int clients, Duration length)
            throws InterruptedException {
        final Optional<RequestCounts> countsBefore = quietCounts();
        final CpuTimes cpuBefore = CpuTimes.now(cluster.pids(), zooKeeperPid);
        final long gcBefore = gcMillis();
        final List<ClientWork> work = load.run(cluster, clients, length);
        final CpuTimes cpuAfter = CpuTimes.now(cluster.pids(), zooKeeperPid);
        final long gcAfter = gcMillis();
        final ZooKeeperWork zooKeeperWork =
                countsBefore.isPresent()
                        ? ZooKeeperWork.of(quietCounts().orElseThrow().minus(countsBefore.get()))
                        : ZooKeeperWork.none();
        final ClusterSpec spec = cluster.spec();
        return new Sample(
                round,
                spec.id(),
                spec.mode(),
                spec.distance().coordination().toMillis(),
                spec.distance().storage().toMillis(),
                clients,
                work.stream().mapToDouble(ClientWork::queriesPerSecond).sum(),
                work.stream().mapToInt(client -> client.latenciesMicros().size()).sum(),
                zooKeeperWork,
                cpuAfter.since(cpuBefore),
                gcAfter - gcBefore,
                work);
    }

    /** Waits until other programs take no more than this part of the processors; not for ever. */
    void awaitQuietMachine(double maxForeignShare) throws InterruptedException {
        final long start = System.nanoTime();
        CpuTimes before = CpuTimes.now(List.of(), zooKeeperPid);
        while (System.nanoTime() - start < QUIET_MACHINE_TIMEOUT.toNanos()) {
            Thread.sleep(LOOK.toMillis());
            final CpuTimes now = CpuTimes.now(List.of(), zooKeeperPid);
            if (now.since(before).foreignShare() <= maxForeignShare) {
                return;
            }
            before = now;
        }
    }

    private Optional<RequestCounts> quietCounts() throws InterruptedException {
        return zooKeeper.isPresent() ? Optional.of(zooKeeper.get().awaitQuiet()) : Optional.empty();
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
