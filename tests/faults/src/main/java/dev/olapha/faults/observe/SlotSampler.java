package dev.olapha.faults.observe;

import dev.olapha.faults.history.EventType;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks every JobManager over REST for the cluster's slots, and records the answers that differ from
 * the one before.
 */
public final class SlotSampler implements AutoCloseable {

    private static final long PERIOD_MILLIS = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final FlinkCluster cluster;
    private final Recorder recorder;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<String, String>> last = new HashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedDaemon("slot-sampler"));

    public SlotSampler(FlinkCluster cluster, Recorder recorder) {
        this.cluster = cluster;
        this.recorder = recorder;
        thread.scheduleWithFixedDelay(this::ask, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        cluster.jobManagers().stream()
                .filter(process -> process.isAlive() && asked.add(process.name()))
                .forEach(this::ask);
    }

    private void ask(FlinkProcess process) {
        http.sendAsync(
                        HttpRequest.newBuilder(process.rest().resolve("/overview"))
                                .timeout(TIMEOUT)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .whenComplete(
                        (response, failure) -> {
                            asked.remove(process.name());
                            if (failure == null && response.statusCode() == 200) {
                                record(process.name(), response.body());
                            }
                        });
    }

    private void record(String process, String body) {
        final Map<String, String> slots;
        try {
            final JsonNode overview = json.readTree(body);
            slots =
                    Map.of(
                            "taskManagers", overview.path("taskmanagers").asText(),
                            "slots", overview.path("slots-total").asText(),
                            "available", overview.path("slots-available").asText());
        } catch (JsonProcessingException e) {
            recorder.record(
                    EventType.NOTE, process, Map.of("text", "answers /overview with " + body));
            return;
        }
        synchronized (last) {
            if (!slots.equals(last.put(process, slots))) {
                recorder.record(EventType.SLOTS, process, slots);
            }
        }
    }

    /** So that the next run's history has the next answer, whatever was answered before. */
    public void forget() {
        synchronized (last) {
            last.clear();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
