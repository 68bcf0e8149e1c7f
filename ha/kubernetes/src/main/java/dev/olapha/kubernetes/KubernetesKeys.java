package dev.olapha.kubernetes;

import dev.olapha.config.ConfigReader;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;

import java.util.regex.Pattern;

/**
 * Checks Flink's keys for Kubernetes before Flink's own code and the API server see them: what
 * those say of a wrong value lacks the key or what is allowed.
 */
final class KubernetesKeys {

    /** RFC 1123, as Kubernetes wants the names of objects. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    /** Flink's own bound (Constants.MAXIMUM_CHARACTERS_OF_CLUSTER_ID). */
    private static final int LONGEST_CLUSTER_ID = 45;

    private static final int LONGEST_NAMESPACE = 63;

    private final Configuration configuration;

    KubernetesKeys(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * @throws IllegalConfigurationException one sentence with the key, the value and what is
     *     allowed
     */
    void check() {
        final String clusterId = clusterId();
        if (clusterId == null || clusterId.trim().isEmpty()) {
            throw new IllegalConfigurationException(
                    String.format(
                            "'%s' is not set: allowed is a name, the same for every process of the cluster, because "
                                    + "'high-availability.leader-services.type' is kubernetes.",
                            KubernetesConfigOptions.CLUSTER_ID.key()));
        }
        checkName(KubernetesConfigOptions.CLUSTER_ID.key(), clusterId, LONGEST_CLUSTER_ID);
        checkName(
                KubernetesConfigOptions.NAMESPACE.key(),
                configuration.get(KubernetesConfigOptions.NAMESPACE),
                LONGEST_NAMESPACE);
    }

    /** Null if it is not set. */
    String clusterId() {
        return configuration.get(KubernetesConfigOptions.CLUSTER_ID);
    }

    private static void checkName(String key, String value, int longest) {
        if (value.length() > longest || !NAME.matcher(value).matches()) {
            throw ConfigReader.illegal(
                    key,
                    value,
                    "allowed are up to "
                            + longest
                            + " lower case letters, digits and hyphens, with a letter or digit at both ends");
        }
    }
}
