package dev.olapha.query;

import dev.olapha.InstalledLine;
import dev.olapha.OlapHaServicesFactory;
import dev.olapha.config.ConfigReader;
import dev.olapha.config.HaSettings;
import dev.olapha.config.LeaderServicesType;
import dev.olapha.config.OlapHaOptions;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;

import java.util.ServiceLoader;

/** The cluster that a configuration names, as far as queries care. */
final class TargetCluster {

    private final Configuration configuration;

    private TargetCluster(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * @throws IllegalConfigurationException in one sentence, if the cluster's leader is not found
     *     by this product, or the jar is another Flink line's
     */
    static TargetCluster of(Configuration configuration) {
        final String type = configuration.get(HighAvailabilityOptions.HA_MODE);
        if (!OlapHaServicesFactory.class.getName().equals(type)) {
            throw ConfigReader.illegal(
                    DeploymentOptions.TARGET.key(),
                    OlapExecutorFactory.NAME,
                    "it needs '"
                            + HighAvailabilityOptions.HA_MODE.key()
                            + ": "
                            + OlapHaServicesFactory.class.getName()
                            + "' in the configuration of this process, where it is '"
                            + type
                            + "'; 'remote' needs nothing");
        }
        InstalledLine.ofThisJar().matching();
        return new TargetCluster(configuration);
    }

    /** What is peculiar to the Flink of this process. */
    LinePlans line() {
        return ServiceLoader.load(LinePlans.class, LinePlans.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("The jar of flink-olap-ha is damaged."));
    }

    /** Whether a job outlives its leader under its id: then its loss is nobody's to judge here. */
    boolean recoversJobs() {
        return new ConfigReader(configuration)
                .read(OlapHaOptions.JOB_RECOVERY_ENABLED, "allowed are true and false");
    }

    /** Whether a newer epoch means that the jobs before it are lost; standalone has no epochs. */
    boolean tellsWhenJobsAreLost() {
        return HaSettings.leaderServicesType(configuration) != LeaderServicesType.STANDALONE;
    }
}
