package dev.olapha.tpch.clients;

import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PercentilesTest {

    @Test
    void ofAHundred() {
        final Percentiles percentiles = Percentiles.of(LongStream.rangeClosed(1, 100));
        assertThat(percentiles.at(50)).isEqualTo(50);
        assertThat(percentiles.at(95)).isEqualTo(95);
        assertThat(percentiles.at(99)).isEqualTo(99);
        assertThat(percentiles.at(99.5)).isEqualTo(100);
        assertThat(percentiles.at(100)).isEqualTo(100);
    }

    @Test
    void areValuesThatWereMeasured() {
        final Percentiles percentiles = Percentiles.of(LongStream.of(30, 10, 20));
        assertThat(percentiles.at(1)).isEqualTo(10);
        assertThat(percentiles.at(50)).isEqualTo(20);
        assertThat(percentiles.at(95)).isEqualTo(30);
    }

    @Test
    void refuseWhatIsNoPercentile() {
        final Percentiles percentiles = Percentiles.of(LongStream.of(1));
        assertThatThrownBy(() -> percentiles.at(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> percentiles.at(101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percentiles.of(LongStream.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
