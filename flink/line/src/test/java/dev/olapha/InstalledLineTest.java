package dev.olapha;

import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.util.EnvironmentInformation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InstalledLineTest {

    private static final String LINE = System.getProperty("flink.line");

    private final InstalledLine installed = InstalledLine.ofThisJar();

    /** Proves which Flink these tests, and all others of this module, run on. */
    @Test
    void testsRunOnTheFlinkOfTheirLine() {
        assertThat(EnvironmentInformation.getVersion()).startsWith(LINE + ".");
        assertThat(installed.matching()).isInstanceOf(FlinkLine.class);
    }

    @Test
    void versionsOfVendorsBelongToTheirLine() {
        assertThat(installed.matching(LINE + "-SNAPSHOT")).isNotNull();
        assertThat(installed.matching(LINE + ".7-vendor-1")).isNotNull();
    }

    @Test
    void jarOfAnotherLineSaysSoInOneSentence() {
        assertThatThrownBy(() -> installed.matching("9.9.1"))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll(
                        "This jar is for Flink " + LINE + ",",
                        "this is Flink 9.9.1",
                        "flink-olap-ha-" + LINE + "-");
        assertThatThrownBy(() -> installed.matching(LINE + "0.1"))
                .isInstanceOf(IllegalConfigurationException.class);
    }
}
