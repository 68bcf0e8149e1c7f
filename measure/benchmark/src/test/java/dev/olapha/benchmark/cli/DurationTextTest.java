package dev.olapha.benchmark.cli;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class DurationTextTest {

    @Test
    void isWrittenAsItIsTyped() {
        assertThat(DurationText.exact(Duration.ofMillis(4))).isEqualTo("4ms");
        assertThat(DurationText.exact(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(DurationText.exact(Duration.ofSeconds(10))).isEqualTo("10s");
        assertThat(DurationText.exact(Duration.ZERO)).isEqualTo("0ms");
        assertThat(DurationText.rough(Duration.ofMillis(59_400))).isEqualTo("59 s");
        assertThat(DurationText.rough(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
    }
}
