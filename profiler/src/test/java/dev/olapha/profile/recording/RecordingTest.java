package dev.olapha.profile.recording;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingTest {

    private static final Operation PUT = Operation.of("Store", "put");
    private static final Operation START = Operation.of("Store", "start");

    @TempDir Path directory;

    @Test
    void theFirstQueryEndsTheStart() {
        final Recording recording = new Recording(10);
        recording.begin(START, Waiting.BLOCKED, Optional.empty()).returned();
        recording.begin(PUT, Waiting.BLOCKED, Optional.of("q")).returned();
        recording.begin(START, Waiting.BLOCKED, Optional.empty()).returned();
        recording.ending();
        recording.begin(START, Waiting.BLOCKED, Optional.empty()).returned();

        assertThat(recording.totals(Phase.START)).containsOnlyKeys(START);
        assertThat(recording.totals(Phase.QUERIES)).containsOnlyKeys(PUT, START);
        assertThat(recording.totals(Phase.END).get(START).calls()).isEqualTo(1);
    }

    @Test
    void onlyTheLastQueriesAreKept() {
        final Recording recording = new Recording(2);
        for (final String query : List.of("a", "b", "c", "a")) {
            recording.begin(PUT, Waiting.FUTURE, Optional.of(query)).failed();
        }

        assertThat(recording.keptQueries()).containsOnlyKeys("b", "c");
        assertThat(recording.queries()).isEqualTo(3);
        assertThat(recording.totals(Phase.QUERIES).get(PUT).calls()).isEqualTo(4);
        assertThat(recording.totals(Phase.QUERIES).get(PUT).failed()).isEqualTo(4);
    }

    @Test
    void oneQueryHasAPlaceForSoManyCalls() {
        final Recording recording = new Recording(1);
        for (int i = 0; i < QueryTimeline.MAX_EVENTS + 5; i++) {
            recording.begin(PUT, Waiting.BLOCKED, Optional.of("q")).returned();
        }

        final QueryTimeline timeline = recording.keptQueries().get("q");
        assertThat(timeline.events()).hasSize(QueryTimeline.MAX_EVENTS);
        assertThat(timeline.leftOut()).isEqualTo(5);
    }

    @Test
    void onlyTheFirstEndCounts() {
        final Recording recording = new Recording(1);
        final Call call = recording.begin(PUT, Waiting.LISTENER, Optional.of("q"));
        call.returned();
        call.failed();
        call.sized(17);

        final CallTotals totals = recording.totals(Phase.QUERIES).get(PUT);
        assertThat(totals.failed()).isZero();
        assertThat(totals.durations().values()).containsExactly(1L);
        assertThat(totals.bytes()).isEqualTo(17);
    }

    @Test
    void theLastLeaseWritesTheFileAndEndsTheRecording() throws IOException {
        final Recordings recordings = new Recordings();
        final RecordingLease first = recordings.join("type", directory, Duration.ofHours(1), 5);
        final RecordingLease second = recordings.join("type", directory, Duration.ofHours(1), 5);
        assertThat(second.recording()).isSameAs(first.recording());

        first.recording().plays(Role.JOBMANAGER);
        first.recording().begin(PUT, Waiting.BLOCKED, Optional.of("q")).returned();
        first.close();
        first.close();
        second.recording().begin(PUT, Waiting.BLOCKED, Optional.of("r")).returned();
        second.close();

        final JsonNode json = new ObjectMapper().readTree(onlyFile().toFile());
        assertThat(json.at("/format").asText()).isEqualTo("flink-olap-ha profile");
        assertThat(json.at("/process/role").asText()).isEqualTo("jobmanager");
        assertThat(json.at("/process/type").asText()).isEqualTo("type");
        assertThat(json.at("/queries").asInt()).isEqualTo(2);
        assertThat(json.at("/totals/0/calls").asInt()).isEqualTo(2);
        assertThat(json.at("/timelines/1/events/0/operation").asText()).isEqualTo("put");
        assertThat(recordings.join("type", directory, Duration.ofHours(1), 5).recording())
                .isNotSameAs(first.recording());
    }

    @Test
    void durationsAreReadAtMostAFifthTooHigh() {
        final DurationHistogram histogram = new DurationHistogram();
        for (final long micros : new long[] {0, 1, 7, 1_000, 123_456, Long.MAX_VALUE}) {
            histogram.add(micros);
        }

        assertThat(histogram.byUpperLimit().keySet().stream().limit(4))
                .satisfies(
                        limits -> {
                            assertThat(limits.get(1)).isBetween(7L, 9L);
                            assertThat(limits.get(2)).isBetween(1_000L, 1_190L);
                            assertThat(limits.get(3)).isBetween(123_456L, 146_913L);
                        });
        assertThat(histogram.byUpperLimit().get(1L)).isEqualTo(2);
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            final List<Path> all = files.collect(Collectors.toList());
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
