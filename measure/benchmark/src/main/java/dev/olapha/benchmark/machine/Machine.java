package dev.olapha.benchmark.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where figures were taken: without it nobody can judge them.
 *
 * @param cpu the processor's model name
 * @param processors how many of it this JVM may use
 * @param memoryMegabytes of the machine
 * @param kernel the operating system's name and version
 * @param jdk the Java runtime's name and version
 * @param maxHeapMegabytes of the JVM that ran the clusters
 */
public record Machine(
        String cpu,
        int processors,
        long memoryMegabytes,
        String kernel,
        String jdk,
        long maxHeapMegabytes) {

    private static final String UNKNOWN = "unknown";
    private static final long MEGABYTE = 1024 * 1024;

    public static Machine describe() {
        return new Machine(
                valueIn(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                totalMemoryMegabytes(),
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                Runtime.getRuntime().maxMemory() / MEGABYTE);
    }

    private static long totalMemoryMegabytes() {
        final String kilobytes = valueIn(Path.of("/proc/meminfo"), "MemTotal");
        return kilobytes.equals(UNKNOWN)
                ? 0
                : Long.parseLong(kilobytes.replaceAll("\\D", "")) / 1024;
    }

    /** The value of the first line {@code key : value}. */
    private static String valueIn(Path file, String key) {
        final Predicate<String> hasKey = line -> line.startsWith(key) && line.contains(":");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(hasKey)
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            // Not Linux.
            return UNKNOWN;
        }
    }
}
