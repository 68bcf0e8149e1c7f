package dev.olapha.kubernetes;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class GrowingIntervalTest {

    private Duration now = Duration.ofDays(1);
    private final GrowingInterval interval =
            new GrowingInterval(Duration.ofSeconds(1), () -> now.toNanos());

    @Test
    void everyIntervalIsTwiceAsLongAsTheOneBeforeUpToAMinute() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            now = now.plusSeconds(seconds).minusMillis(1);
            assertThat(interval.passed()).isFalse();
            now = now.plusMillis(1);
            assertThat(interval.passed()).as("after %d s", seconds).isTrue();
        }
    }

    @Test
    void restartBeginsWithTheFirstInterval() {
        now = now.plusSeconds(1);
        assertThat(interval.passed()).isTrue();

        interval.restart();

        now = now.plusSeconds(1);
        assertThat(interval.passed()).isTrue();
    }
}
