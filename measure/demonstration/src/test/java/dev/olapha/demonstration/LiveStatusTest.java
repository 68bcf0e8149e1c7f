package dev.olapha.demonstration;

import dev.olapha.tpch.clients.Attempt;
import dev.olapha.tpch.clients.Attempt.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LiveStatusTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

    @Test
    void showsTheLeaderAndTheLastSeconds() {
        List<Attempt> attempts =
                List.of(
                        attempt(30_000, 9_000, Outcome.RIGHT),
                        attempt(3_000, 500, Outcome.RIGHT),
                        attempt(2_000, 300, Outcome.RIGHT),
                        attempt(1_000, 4_000, Outcome.FAILED));
        assertThat(LiveStatus.line("jobmanager-1", attempts, NOW))
                .isEqualTo(
                        "jobmanager-1 leads |    3 answered  0.5/s | p50/p95 300 / 500 ms | 1 failed");
    }

    @Test
    void fitsALineOfATerminal() {
        assertThat(LiveStatus.line("nobody", List.of(), NOW))
                .isEqualTo("nobody       leads |    0 answered  0.0/s | p50/p95 - | 0 failed")
                .hasSizeLessThan(79);
    }

    private static Attempt attempt(long endedMillisAgo, long tookMillis, Outcome outcome) {
        Instant ended = NOW.minusMillis(endedMillisAgo);
        return new Attempt(0, "Q1", ended.minusMillis(tookMillis), ended, outcome, "");
    }
}
