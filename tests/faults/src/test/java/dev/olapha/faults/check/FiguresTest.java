package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class FiguresTest {

    @Test
    void countsFromTheFault() {
        assertThat(new Figures(Script.goodFailover().run(), 6).values())
                .containsExactly(
                        entry("detection", 500L),
                        entry("takeover", 1000L),
                        entry("published", 1100L),
                        entry("taskManagers", 1200L),
                        entry("firstQuery", 1300L),
                        entry("allSlots", 1300L),
                        entry("inFlight", 2000L),
                        entry("overlap", 0L),
                        entry("changes", 1L));
    }

    @Test
    void measuresForHowLongTwoLed() {
        final Script script =
                Script.goodFailover()
                        .without(EventType.PROCESS_ENDED)
                        .at(2700)
                        .revoked("jobmanager-1", 10);
        assertThat(new Figures(script.run(), 6).values()).containsEntry("overlap", 700L);
    }

    @Test
    void aProcessThatEndsInOrderLeadsNoLongerThanItIsACandidate() {
        final Script script =
                new Script()
                        .at(0)
                        .granted("jobmanager-1", 10)
                        .at(1000)
                        .add(EventType.FAULT, "suite", Map.of())
                        .add(EventType.PROCESS_SIGNALLED, "jobmanager-1", Map.of("signal", "TERM"))
                        .at(1300)
                        .add(EventType.CANDIDATE_GONE, "jobmanager-1", Map.of())
                        .at(1500)
                        .granted("jobmanager-2", 20)
                        .at(2000)
                        .add(EventType.PROCESS_ENDED, "jobmanager-1", Map.of("exit", "143"));
        assertThat(new Figures(script.run(), 6).values()).containsEntry("overlap", 0L);
    }
}
