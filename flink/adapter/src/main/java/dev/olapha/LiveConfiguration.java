package dev.olapha;

import dev.olapha.config.ConfigReader;
import dev.olapha.config.OlapHaOptions;
import dev.olapha.partitions.KeepingShuffleServiceFactory;

import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.UnmodifiableConfiguration;
import org.apache.flink.runtime.shuffle.ShuffleServiceOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;

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
     * Has the process use the shuffle service that keeps cluster partitions. TaskManagers read its
     * name after this, when they create their TaskManagerServices, and JobManagers when they create
     * their JobManagerSharedServices.
     *
     * @throws IllegalConfigurationException if the user has chosen another one, or in a
     *     mini-cluster, whose configuration cannot be changed
     */
    void keepClusterPartitions() {
        if (isFixed()) {
            throw ConfigReader.illegal(
                    OlapHaOptions.CLUSTER_PARTITIONS_ENABLED.key(),
                    true,
                    "in a mini-cluster only false is allowed");
        }
        final String keeping = KeepingShuffleServiceFactory.class.getName();
        final String chosen =
                configuration.get(ShuffleServiceOptions.SHUFFLE_SERVICE_FACTORY_CLASS);
        if (!Set.of(ShuffleServiceOptions.NETTY_SHUFFLE_SERVICE_FACTORY_CLASS, keeping)
                .contains(chosen)) {
            throw ConfigReader.illegal(
                    ShuffleServiceOptions.SHUFFLE_SERVICE_FACTORY_CLASS.key(),
                    chosen,
                    "the key must not be set while '"
                            + OlapHaOptions.CLUSTER_PARTITIONS_ENABLED.key()
                            + "' is true");
        }
        configuration.set(ShuffleServiceOptions.SHUFFLE_SERVICE_FACTORY_CLASS, keeping);
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
