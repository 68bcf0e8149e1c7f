package dev.olapha.faults.check;

import org.junit.jupiter.api.Test;

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
                        .without(dev.olapha.faults.history.EventType.PROCESS_ENDED)
                        .at(2700)
                        .revoked("jobmanager-1", 10);
        assertThat(new Figures(script.run(), 6).values()).containsEntry("overlap", 700L);
    }
}
