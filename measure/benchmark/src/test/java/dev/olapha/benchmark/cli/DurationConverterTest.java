package dev.olapha.benchmark.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({"0ms,PT0S", "4ms,PT0.004S", "10s,PT10S", "2m,PT2M", "1h,PT1H"})
    void reads(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "4 parsecs", "-1s", "1.5s", "99999999999s"})
    void refuses(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

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
