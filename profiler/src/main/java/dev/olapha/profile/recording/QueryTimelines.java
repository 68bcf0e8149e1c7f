package dev.olapha.profile.recording;

import java.util.LinkedHashMap;
import java.util.Map;

/** The queries that began last. Thread-safe. */
final class QueryTimelines {

    private final Map<String, QueryTimeline> byQuery;
    private final Map<String, Boolean> forgotten;
    private long begun;

    /**
     * @param kept how many queries are kept call by call
     */
    QueryTimelines(int kept) {
        // A query's last calls may come when its timeline has gone; they must not begin another.
        this.forgotten = lastOnes(4 * kept + 16);
        this.byQuery =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, QueryTimeline> eldest) {
                        if (size() <= kept) {
                            return false;
                        }
                        forgotten.put(eldest.getKey(), true);
                        return true;
                    }
                };
    }

    /** Adds a call to a query, which begins with its first. */
    void add(String query, QueryEvent event) {
        final QueryTimeline timeline;
        synchronized (this) {
            if (forgotten.containsKey(query)) {
                return;
            }
            if (!byQuery.containsKey(query)) {
                begun++;
            }
            timeline = byQuery.computeIfAbsent(query, key -> new QueryTimeline());
        }
        timeline.add(event);
    }

    /** How many queries have begun. */
    synchronized long begun() {
        return begun;
    }

    /** Those that are kept, oldest first. */
    synchronized Map<String, QueryTimeline> kept() {
        return new LinkedHashMap<>(byQuery);
    }

    private static <K, V> Map<K, V> lastOnes(int count) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > count;
            }
        };
    }
}
