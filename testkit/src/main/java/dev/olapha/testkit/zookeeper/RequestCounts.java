package dev.olapha.testkit.zookeeper;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many requests of each type a ZooKeeper server has received. Immutable. The types have
 * ZooKeeper's own names, such as {@code create2}, {@code getData}, {@code multi}, {@code ping}.
 */
public final class RequestCounts {

    private static final String HEARTBEAT = "ping";

    private static final Set<String> WRITES =
            Set.of(
                    "create",
                    "create2",
                    "createTTL",
                    "createContainer",
                    "delete",
                    "deleteContainer",
                    "setData",
                    "setACL",
                    "multi",
                    "reconfig",
                    "createSession",
                    "closeSession");

    private final SortedMap<String, Long> counts;

    private RequestCounts(Map<String, Long> counts) {
        SortedMap<String, Long> sorted = new TreeMap<>(counts);
        sorted.values().removeIf(count -> count == 0);
        this.counts = Collections.unmodifiableSortedMap(sorted);
    }

    /** Counts by type; zeros are left out. */
    public static RequestCounts of(Map<String, Long> counts) {
        return new RequestCounts(counts);
    }

    /** What came after {@code earlier} was taken from the same server. */
    public RequestCounts minus(RequestCounts earlier) {
        Map<String, Long> difference = new TreeMap<>(counts);
        earlier.counts.forEach((type, count) -> difference.merge(type, -count, Long::sum));
        return new RequestCounts(difference);
    }

    /** Counts by type, without zeros. */
    public SortedMap<String, Long> byType() {
        return counts;
    }

    /** The count of one type. */
    public long of(String type) {
        return counts.getOrDefault(type, 0L);
    }

    /** All requests but heartbeats. */
    public long requests() {
        return sum(counts) - of(HEARTBEAT);
    }

    /**
     * Requests that every server of an ensemble must agree on and write to disk, sessions included.
     * A {@code multi} is one write, however many operations it holds.
     */
    public long writes() {
        return sum(
                counts.entrySet().stream()
                        .filter(entry -> WRITES.contains(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** One line for each type: name, blank, count. */
    String toLines() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    static RequestCounts fromLines(String lines) {
        Map<String, Long> counts = new TreeMap<>();
        lines.lines()
                .map(line -> line.split(" "))
                .forEach(fields -> counts.put(fields[0], Long.parseLong(fields[1])));
        return new RequestCounts(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestCounts && counts.equals(((RequestCounts) other).counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return requests() + " requests, " + writes() + " of them writes " + counts;
    }
}
