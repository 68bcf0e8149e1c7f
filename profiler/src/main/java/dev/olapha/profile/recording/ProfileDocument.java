package dev.olapha.profile.recording;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A recording's form in a file. */
final class ProfileDocument {

    /** What a reader checks before anything else. */
    static final String FORMAT = "flink-olap-ha profile";

    /** Raised whenever a reader of the version before could misunderstand. */
    static final int VERSION = 1;

    private final ProcessIdentity process;
    private final String wrappedType;
    private final Recording recording;

    ProfileDocument(ProcessIdentity process, String wrappedType, Recording recording) {
        this.process = process;
        this.wrappedType = wrappedType;
        this.recording = recording;
    }

    /** Writes the recording as it is now; calls go on meanwhile. Closes the stream. */
    void writeTo(OutputStream stream) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(stream)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            writeProcess(json);
            json.writeNumberField("queries", recording.queries());
            json.writeArrayFieldStart("totals");
            for (final Phase phase : Phase.values()) {
                for (final Map.Entry<Operation, CallTotals> entry :
                        recording.totals(phase).entrySet()) {
                    write(json, phase, entry.getKey(), entry.getValue());
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("timelines");
            for (final Map.Entry<String, QueryTimeline> entry :
                    recording.keptQueries().entrySet()) {
                write(json, entry.getKey(), entry.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void writeProcess(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("process");
        json.writeStringField("host", process.host());
        json.writeNumberField("pid", process.pid());
        json.writeStringField("role", recording.role().map(Role::inFile).orElse("unknown"));
        json.writeStringField("type", wrappedType);
        json.writeStringField("flinkVersion", process.flinkVersion());
        json.writeStringField("started", process.started().toString());
        json.writeStringField("written", Instant.now().toString());
        json.writeEndObject();
    }

    private static void write(
            JsonGenerator json, Phase phase, Operation operation, CallTotals totals)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("phase", phase.inFile());
        write(json, operation);
        json.writeNumberField("calls", totals.calls());
        json.writeNumberField("failed", totals.failed());
        json.writeNumberField("micros", totals.micros());
        json.writeNumberField("longestMicros", totals.longestMicros());
        json.writeNumberField("sized", totals.sized());
        json.writeNumberField("bytes", totals.bytes());
        json.writeArrayFieldStart("durations");
        for (final Map.Entry<Long, Long> entry : totals.durations().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("upToMicros", entry.getKey());
            json.writeNumberField("calls", entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String query, QueryTimeline timeline)
            throws IOException {
        final List<QueryEvent> events = timeline.events();
        json.writeStartObject();
        json.writeStringField("query", query);
        json.writeNumberField("leftOut", timeline.leftOut());
        json.writeArrayFieldStart("events");
        for (final QueryEvent event : events) {
            write(json, event);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, QueryEvent event) throws IOException {
        json.writeStartObject();
        write(json, event.operation());
        json.writeStringField("waiting", event.waiting().inFile());
        json.writeStringField("thread", event.thread());
        json.writeNumberField("startMicros", event.startMicros());
        if (event.durationMicros().isPresent()) {
            json.writeNumberField("micros", event.durationMicros().getAsLong());
        }
        if (event.bytes().isPresent()) {
            json.writeNumberField("bytes", event.bytes().getAsLong());
        }
        if (event.outcome().filter(outcome -> outcome == Outcome.FAILED).isPresent()) {
            json.writeBooleanField("failed", true);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Operation operation) throws IOException {
        json.writeStringField("service", operation.service());
        json.writeStringField("operation", operation.name());
    }
}
