package dev.olapha.testkit.zookeeper;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts from any thread. */
final class RequestCounter {

    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

    void count(String type) {
        counters.computeIfAbsent(type, ignored -> new LongAdder()).increment();
    }

    RequestCounts counts() {
        return RequestCounts.of(
                counters.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> entry.getValue().sum())));
    }
}
