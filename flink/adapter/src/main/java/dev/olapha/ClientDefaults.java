package dev.olapha;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.UnmodifiableConfiguration;

import java.time.Duration;

/**
 * Values that fit a failover of a second, for what Flink's REST client would do for 3 s: wait after
 * a request that met a dead JobManager. Set in the configuration object of a client that uses this
 * product, unless the user has set them.
 */
public final class ClientDefaults {

    private static final Duration RETRY_DELAY = Duration.ofMillis(200);

    /** As long in all as Flink's own 20 times 3 s. */
    private static final int RETRY_MAX_ATTEMPTS = 300;

    private ClientDefaults() {}

    /** Changes what is not set; does nothing to the configuration of another high availability. */
    public static void applyTo(Configuration configuration) {
        if (configuration instanceof UnmodifiableConfiguration
                || !OlapHaServicesFactory.class
                        .getName()
                        .equals(configuration.get(HighAvailabilityOptions.HA_MODE))) {
            return;
        }
        setIfAbsent(configuration, RestOptions.RETRY_DELAY, RETRY_DELAY);
        setIfAbsent(configuration, RestOptions.RETRY_MAX_ATTEMPTS, RETRY_MAX_ATTEMPTS);
    }

    private static <T> void setIfAbsent(
            Configuration configuration, ConfigOption<T> option, T value) {
        if (!configuration.contains(option)) {
            configuration.set(option, value);
        }
    }
}
