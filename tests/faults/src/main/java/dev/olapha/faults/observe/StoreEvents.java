package dev.olapha.faults.observe;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.store.StoreListener;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;

/** Records what the store says. */
public final class StoreEvents implements StoreListener {

    private final Recorder recorder;
    private final LongFunction<String> nameOfPid;
    private final Secrets secrets;

    /**
     * @param nameOfPid the name of a Flink process
     * @param secrets gets what candidates tell each other in secret
     */
    public StoreEvents(Recorder recorder, LongFunction<String> nameOfPid, Secrets secrets) {
        this.recorder = recorder;
        this.nameOfPid = nameOfPid;
        this.secrets = secrets;
    }

    @Override
    public void candidateEntered(long pid, String candidate) {
        recorder.record(
                EventType.CANDIDATE_ENTERED,
                nameOfPid.apply(pid),
                Map.of("candidate", shortened(candidate)));
    }

    @Override
    public void candidateGone(long pid, String candidate) {
        recorder.record(
                EventType.CANDIDATE_GONE,
                nameOfPid.apply(pid),
                Map.of("candidate", shortened(candidate)));
    }

    @Override
    public void recordPublished(String component, UUID session, String address) {
        final Map<String, String> details = new HashMap<>(LogParser.session(session));
        details.put("component", component);
        details.put("address", address);
        recorder.record(EventType.RECORD_PUBLISHED, "store", details);
    }

    @Override
    public void recordGone(String component) {
        recorder.record(EventType.RECORD_GONE, "store", Map.of("component", component));
    }

    @Override
    public void recordUnreadable(String component, String reason) {
        recorder.record(
                EventType.RECORD_UNREADABLE,
                "store",
                Map.of("component", component, "reason", reason));
    }

    @Override
    public void secretFound(String secret) {
        secrets.add(secret);
    }

    private static String shortened(String candidate) {
        return candidate.substring(Math.max(0, candidate.lastIndexOf("latch-")));
    }
}
