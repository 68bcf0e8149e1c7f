package dev.olapha.config;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;

import java.util.Optional;

/** Reads single options, turning a value that cannot be parsed into one sentence. */
public final class ConfigReader {

    private final Configuration configuration;

    public ConfigReader(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * @param allowed the end of the sentence if the value cannot be parsed
     * @throws IllegalConfigurationException if the value cannot be parsed
     */
    public <T> T read(ConfigOption<T> option, String allowed) {
        try {
            return configuration.get(option);
        } catch (IllegalArgumentException e) {
            throw illegal(option.key(), rawValue(option), allowed);
        }
    }

    /**
     * @param allowed the end of the sentence if the value cannot be parsed
     * @throws IllegalConfigurationException if the value cannot be parsed
     */
    public <T> Optional<T> readOptional(ConfigOption<T> option, String allowed) {
        try {
            return configuration.getOptional(option);
        } catch (IllegalArgumentException e) {
            throw illegal(option.key(), rawValue(option), allowed);
        }
    }

    /** The sentence for a value that is not allowed. */
    public static IllegalConfigurationException illegal(String key, Object value, String allowed) {
        return new IllegalConfigurationException(
                String.format("The value '%s' of '%s' is not allowed: %s.", value, key, allowed));
    }

    private String rawValue(ConfigOption<?> option) {
        return configuration.toMap().get(option.key());
    }
}
