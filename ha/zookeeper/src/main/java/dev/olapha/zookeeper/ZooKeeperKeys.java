package dev.olapha.zookeeper;

import dev.olapha.config.ConfigReader;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.util.ZooKeeperUtils.ZkClientACLMode;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Checks Flink's keys for ZooKeeper before Flink's own code reads them: what that says of a wrong
 * value lacks the key or what is allowed, and shows the credentials.
 */
final class ZooKeeperKeys {

    /** Flink has this option since 2.0; in 1.20 nobody reads it. */
    private static final ConfigOption<Duration> MAX_RETRY_WAIT =
            ConfigOptions.key("high-availability.zookeeper.client.max-retry-wait")
                    .durationType()
                    .noDefaultValue();

    private static final List<ConfigOption<Duration>> DURATIONS =
            List.of(
                    HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT,
                    HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT,
                    HighAvailabilityOptions.ZOOKEEPER_RETRY_WAIT,
                    MAX_RETRY_WAIT,
                    HighAvailabilityOptions.ZOOKEEPER_MAX_CLOSE_WAIT);

    private static final List<ConfigOption<Boolean>> BOOLEANS =
            List.of(
                    HighAvailabilityOptions.ZOOKEEPER_TOLERATE_SUSPENDED_CONNECTIONS,
                    HighAvailabilityOptions.ZOOKEEPER_ENSEMBLE_TRACKING);

    private static final String ALLOWED_DURATIONS = "allowed are durations such as 500 ms or 60 s";

    /** ZooKeeper's client counts milliseconds in an int. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private final Configuration configuration;
    private final ConfigReader reader;

    ZooKeeperKeys(Configuration configuration) {
        this.configuration = configuration;
        this.reader = new ConfigReader(configuration);
    }

    /**
     * @throws IllegalConfigurationException one sentence with the key, the value and what is
     *     allowed
     */
    void check() {
        DURATIONS.forEach(this::checkDuration);
        BOOLEANS.forEach(option -> reader.read(option, "allowed are true and false"));
        checkRetryAttempts();
        checkAccessControl();
        checkAuthorization();
    }

    private void checkDuration(ConfigOption<Duration> option) {
        reader.readOptional(option, ALLOWED_DURATIONS)
                .filter(duration -> duration.compareTo(LONGEST) > 0)
                .ifPresent(
                        duration -> {
                            throw ConfigReader.illegal(
                                    option.key(),
                                    configuration.toMap().get(option.key()),
                                    ALLOWED_DURATIONS + ", at most 24 d");
                        });
    }

    private void checkRetryAttempts() {
        final ConfigOption<Integer> option = HighAvailabilityOptions.ZOOKEEPER_MAX_RETRY_ATTEMPTS;
        final String allowed = "allowed are whole numbers from 0 on";
        final int attempts = reader.read(option, allowed);
        if (attempts < 0) {
            throw ConfigReader.illegal(option.key(), attempts, allowed);
        }
    }

    private void checkAccessControl() {
        final String value = configuration.get(HighAvailabilityOptions.ZOOKEEPER_CLIENT_ACL);
        if (Arrays.stream(ZkClientACLMode.values())
                .noneMatch(mode -> mode.name().equalsIgnoreCase(value))) {
            throw ConfigReader.illegal(
                    HighAvailabilityOptions.ZOOKEEPER_CLIENT_ACL.key(),
                    value,
                    "allowed are open and creator");
        }
    }

    private void checkAuthorization() {
        final ConfigOption<?> option = HighAvailabilityOptions.ZOOKEEPER_CLIENT_AUTHORIZATION;
        try {
            configuration.getOptional(option);
        } catch (IllegalArgumentException e) {
            // Neither the value nor the exception that quotes it: it is meant to be a secret.
            throw ConfigReader.illegal(
                    option.key(),
                    "******",
                    "allowed is a scheme with its credentials, such as digest:'user:password'");
        }
    }
}
