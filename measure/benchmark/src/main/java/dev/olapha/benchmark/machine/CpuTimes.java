package dev.olapha.benchmark.machine;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The processor time used up to one moment, by this JVM and a cluster's processes, by some other
 * processes and by everything on the machine. Two of them tell what was used in between, and
 * whether others disturbed.
 */
public final class CpuTimes {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final Pattern BLANKS = Pattern.compile(" +");

    /** In /proc, whatever the kernel's own tick. */
    private static final long TICK_MILLIS = 10;

    private final long wallNanos = System.nanoTime();
    private final long ownNanos;
    private final long otherNanos;
    private final OptionalLong machineNanos = machineBusyNanos();

    private CpuTimes(long clusterNanos, long otherNanos) {
        this.ownNanos = SYSTEM.getProcessCpuTime() + clusterNanos;
        this.otherNanos = otherNanos;
    }

    /**
     * @param clusterPids the processes that work together with this one
     * @param otherPids processes that belong to the measurement, counted by themselves
     */
    public static CpuTimes now(Collection<Long> clusterPids, Collection<Long> otherPids) {
        return new CpuTimes(
                clusterPids.stream().mapToLong(CpuTimes::nanosOf).sum(),
                otherPids.stream().mapToLong(CpuTimes::nanosOf).sum());
    }

    /** Zero if it has ended. */
    private static long nanosOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }

    public CpuUse since(CpuTimes earlier) {
        final long own = Math.max(0, ownNanos - earlier.ownNanos);
        final long other = Math.max(0, otherNanos - earlier.otherNanos);
        return new CpuUse(
                TimeUnit.NANOSECONDS.toMillis(own),
                TimeUnit.NANOSECONDS.toMillis(other),
                foreignShare(earlier, own + other));
    }

    private double foreignShare(CpuTimes earlier, long oursNanos) {
        if (machineNanos.isEmpty() || earlier.machineNanos.isEmpty()) {
            return 0;
        }
        final double all = machineNanos.getAsLong() - earlier.machineNanos.getAsLong();
        final double capacity =
                (double) (wallNanos - earlier.wallNanos) * SYSTEM.getAvailableProcessors();
        return Math.max(0, (all - oursNanos) / capacity);
    }

    private static OptionalLong machineBusyNanos() {
        try {
            final String[] fields = BLANKS.split(Files.readAllLines(Path.of("/proc/stat")).get(0));
            // cpu user nice system idle iowait irq softirq steal
            long ticks = 0;
            for (final int field : new int[] {1, 2, 3, 6, 7, 8}) {
                ticks += Long.parseLong(fields[field]);
            }
            return OptionalLong.of(TimeUnit.MILLISECONDS.toNanos(ticks * TICK_MILLIS));
        } catch (IOException e) {
            // Not Linux.
            return OptionalLong.empty();
        }
    }
}
