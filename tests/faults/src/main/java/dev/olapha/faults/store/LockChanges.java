package dev.olapha.faults.store;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts how often the lock got another content. A renewal of the lease changes nothing but an
 * annotation. One thread tells it of events; any may ask.
 */
final class LockChanges {

    private final AtomicLong count = new AtomicLong();
    private String content = "";

    void onEvent(JsonNode event) {
        final String present = new LockView(event.path("object")).content();
        if (!present.equals(content)) {
            content = present;
            count.incrementAndGet();
        }
    }

    long count() {
        return count.get();
    }
}
