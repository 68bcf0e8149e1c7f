package dev.olapha.query;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuerySettingsTest {

    @Test
    void defaults() {
        final QuerySettings settings = QuerySettings.from(new Configuration());
        assertThat(settings.leaderTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.reruns()).isEqualTo(2);
        assertThat(settings.bufferBytes()).isEqualTo(4 << 20);
        assertThat(settings.totalBufferBytes()).isEqualTo(64 << 20);
        assertThat(settings.statements()).isEqualTo(RerunStatements.SELECT);
    }

    @ParameterizedTest
    @CsvSource({
        "execution.olap.leader-timeout, soon, durations from 1 s",
        "execution.olap.leader-timeout, 0 s, durations from 1 s",
        "execution.olap.leader-timeout, 9999 d, durations from 1 s",
        "execution.olap.rerun.max-attempts, often, whole numbers from 0 to 100",
        "execution.olap.rerun.max-attempts, -1, whole numbers from 0 to 100",
        "execution.olap.rerun.max-attempts, 101, whole numbers from 0 to 100",
        "execution.olap.rerun.buffer-size, -4 mb, sizes such as",
        "execution.olap.rerun.buffer-size, much, sizes such as",
        "execution.olap.rerun.total-buffer-size, 1 mb, must not be smaller than",
        "execution.olap.rerun.statements, insert, 'none, select, any'"
    })
    void nonsenseIsSaidInOneSentence(String key, String value, String allowed) {
        final Configuration configuration = new Configuration();
        configuration.setString(key, value);
        assertThatThrownBy(() -> QuerySettings.from(configuration))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll(key, allowed)
                .hasMessageMatching("The value '.*' of '.*' is not allowed: .*\\.");
    }

    @ParameterizedTest
    @CsvSource({"none, NONE", "SELECT, SELECT", "any, ANY"})
    void statementsThatMayBeRunAgain(String value, RerunStatements meaning) {
        final Configuration configuration = new Configuration();
        configuration.setString("execution.olap.rerun.statements", value);
        assertThat(QuerySettings.from(configuration).statements()).isEqualTo(meaning);
    }
}
