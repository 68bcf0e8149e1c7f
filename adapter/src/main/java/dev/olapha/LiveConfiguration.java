package dev.olapha;

import dev.olapha.config.ConfigReader;
import dev.olapha.config.OlapHaOptions;

import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.UnmodifiableConfiguration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's own configuration object. Flink reads it again after the HA services have been
 * created, so what is changed here is what the rest of the process sees.
 */
final class LiveConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(LiveConfiguration.class);

    private final Configuration configuration;

    LiveConfiguration(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Flink's recovery of batch jobs writes an event log for every job to the storage directory;
     * without job recovery nobody would ever read it.
     *
     * @throws IllegalConfigurationException in a mini-cluster, whose configuration cannot be
     *     changed
     */
    void keepBatchRecoveryOff() {
        if (isFixed()) {
            throw ConfigReader.illegal(
                    BatchExecutionOptions.JOB_RECOVERY_ENABLED.key(),
                    true,
                    "in a mini-cluster only false is allowed while '"
                            + OlapHaOptions.JOB_RECOVERY_ENABLED.key()
                            + "' is false");
        }
        LOG.warn(
                "'{}: true' has no effect and stays off, because '{}' is false.",
                BatchExecutionOptions.JOB_RECOVERY_ENABLED.key(),
                OlapHaOptions.JOB_RECOVERY_ENABLED.key());
        configuration.set(BatchExecutionOptions.JOB_RECOVERY_ENABLED, false);
    }

    /**
     * Removes the credentials for ZooKeeper, once the connection has them. Flink does not count
     * their key among those that it masks, and would show them to everybody who asks its REST API
     * for the configuration.
     */
    void forgetCredentials() {
        if (!isFixed()) {
            configuration.removeConfig(HighAvailabilityOptions.ZOOKEEPER_CLIENT_AUTHORIZATION);
        }
    }

    private boolean isFixed() {
        return configuration instanceof UnmodifiableConfiguration;
    }
}
