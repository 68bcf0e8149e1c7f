package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cluster.BenchmarkCluster;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.CoordinationCounts;
import dev.olapha.benchmark.cluster.CoordinationServices;
import dev.olapha.benchmark.cluster.Distance;
import dev.olapha.benchmark.machine.CpuTimes;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** Takes samples, and looks at everything that a sample tells besides its queries. */
final class Sampler {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration QUIET_MACHINE_TIMEOUT = Duration.ofMinutes(1);

    private final QueryLoad load;
    private final CoordinationServices services;

    Sampler(QueryLoad load, CoordinationServices services) {
        this.load = load;
        this.services = services;
    }

    Sample take(int round, BenchmarkCluster cluster, int clients, Duration length)
            throws InterruptedException {
        final CoordinationCounts before = services.awaitQuiet(Distance.NEAR);
        final CpuTimes cpuBefore = CpuTimes.now(cluster.pids(), services.pids());
        final long gcBefore = gcMillis();
        final List<ClientWork> work = load.run(cluster, clients, length);
        final CpuTimes cpuAfter = CpuTimes.now(cluster.pids(), services.pids());
        final long gcAfter = gcMillis();
        final CoordinationCounts counts =
                services.awaitQuiet(cluster.spec().distance()).minus(before);
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
                counts.zooKeeper().map(ZooKeeperWork::of).orElseGet(ZooKeeperWork::none),
                counts.apiServer().map(ApiServerWork::of).orElseGet(ApiServerWork::none),
                cpuAfter.since(cpuBefore),
                gcAfter - gcBefore,
                work);
    }

    /** Waits until other programs take no more than this part of the processors; not for ever. */
    void awaitQuietMachine(double maxForeignShare) throws InterruptedException {
        final long start = System.nanoTime();
        CpuTimes before = CpuTimes.now(List.of(), services.pids());
        while (System.nanoTime() - start < QUIET_MACHINE_TIMEOUT.toNanos()) {
            Thread.sleep(LOOK.toMillis());
            final CpuTimes now = CpuTimes.now(List.of(), services.pids());
            if (now.since(before).foreignShare() <= maxForeignShare) {
                return;
            }
            before = now;
        }
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
