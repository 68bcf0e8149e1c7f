package dev.olapha.faults.history;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTest {

    @Test
    void ordersWhatIsRecordedLate() {
        final History history = new History();
        final Instant now = Instant.now();
        history.recordAt(now.plusMillis(500), EventType.NOTE, "b", Map.of());
        history.recordAt(now.plusMillis(100), EventType.NOTE, "a", Map.of());
        assertThat(history.events()).extracting(Event::process).containsExactly("a", "b");
    }

    @Test
    void leavesOutWhatWasBefore() {
        final History history = new History();
        history.recordAt(Instant.now().minusSeconds(1), EventType.NOTE, "a", Map.of());
        assertThat(history.events()).isEmpty();
    }

    @Test
    void findsWhatWasRecordedBeforeTheWaitAndNothingAfterTheTimeout() throws Exception {
        final History history = new History();
        history.note("there");
        assertThat(history.await(event -> event.type() == EventType.NOTE, Duration.ofSeconds(10)))
                .isPresent();
        assertThat(history.await(event -> event.type() == EventType.FAULT, Duration.ofMillis(1)))
                .isEmpty();
    }

    @Test
    void survivesItsFile(@TempDir Path directory) throws Exception {
        final HistoryFile file = new HistoryFile(directory.resolve("run.jsonl"));
        final List<Event> events =
                List.of(
                        new Event(
                                Duration.ofMillis(1_234),
                                Instant.EPOCH,
                                EventType.NOTE,
                                "suite",
                                Map.of("text", "a \"quoted\"\nline")));
        file.write(events);
        assertThat(file.read()).isEqualTo(events);
    }

    @Test
    void timelineCountsFromTheFault() {
        final Event fault =
                new Event(
                        Duration.ofSeconds(10),
                        Instant.EPOCH,
                        EventType.FAULT,
                        "suite",
                        Map.of("text", "SIGKILL"));
        final Event granted =
                new Event(
                        Duration.ofMillis(11_500),
                        Instant.EPOCH,
                        EventType.LEADERSHIP_GRANTED,
                        "jobmanager-2",
                        Map.of("epoch", "7"));
        assertThat(new Timeline(List.of(fault, granted)).text())
                .isEqualTo(
                        "    0.000 suite          fault                  text=SIGKILL\n"
                                + "    1.500 jobmanager-2   leadership granted     epoch=7");
    }
}
