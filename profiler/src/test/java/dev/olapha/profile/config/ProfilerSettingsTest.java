package dev.olapha.profile.config;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProfilerSettingsTest {

    @TempDir Path directory;

    private final Configuration configuration = new Configuration();

    @BeforeEach
    void complete() {
        configuration.set(HighAvailabilityOptions.HA_MODE, ProfilerSettings.FACTORY);
        configuration.set(ProfilerOptions.WRAPPED_TYPE, "zookeeper");
        configuration.set(ProfilerOptions.DIRECTORY, directory.resolve("new").toString());
    }

    @Test
    void createsTheDirectoryAndHidesTheProfiler() {
        final ProfilerSettings settings = ProfilerSettings.from(configuration);

        assertThat(settings.directory()).isEmptyDirectory();
        assertThat(settings.withoutProfiler(configuration).get(HighAvailabilityOptions.HA_MODE))
                .isEqualTo("zookeeper");
        assertThat(ProfilerSettings.areIn(configuration)).isTrue();
        assertThat(ProfilerSettings.areIn(settings.withoutProfiler(configuration))).isFalse();
    }

    @Test
    void everyMistakeIsOneSentence() throws IOException {
        final Path file = Files.createFile(directory.resolve("file"));

        refused(ProfilerOptions.WRAPPED_TYPE.key(), " ", "which is not set");
        refused(ProfilerOptions.WRAPPED_TYPE.key(), ProfilerSettings.FACTORY, "wrap itself");
        refused(ProfilerOptions.DIRECTORY.key(), file.toString(), "a local directory");
        refused(ProfilerOptions.INTERVAL.key(), "soon", "durations of 100 ms and more");
        refused(ProfilerOptions.INTERVAL.key(), "1 ms", "durations of 100 ms and more");
        refused(ProfilerOptions.QUERIES.key(), "0", "from 1 to 10000");
        refused(ProfilerOptions.QUERIES.key(), "many", "from 1 to 10000");
    }

    private void refused(String key, String value, String part) {
        final Configuration wrong = new Configuration(configuration);
        wrong.setString(key, value);

        assertThatThrownBy(() -> ProfilerSettings.from(wrong))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining(part);
    }
}
