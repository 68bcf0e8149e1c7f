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

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    /** RFC 1123, as Kubernetes wants the names of namespaces. */
    private static final Pattern NAMESPACE = Pattern.compile(LABEL);

    /**
     * RFC 1123, as Kubernetes wants the names of ConfigMaps. Flink's own rule is stricter (45
     * characters, no dot), for the sake of the Services of its native mode, and is held by what
     * deploys those; stock's standalone processes lead under any such name (FLINK-15816).
     */
    private static final Pattern CLUSTER_ID = Pattern.compile(LABEL + "([.]" + LABEL + ")*");

    /** Of the value of a label, which the id becomes too. */
    private static final int LONGEST = 63;

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
        checkName(
                KubernetesConfigOptions.CLUSTER_ID.key(),
                clusterId,
                CLUSTER_ID,
                "lower case letters, digits, hyphens and dots, with a letter or digit at both ends and "
                        + "beside each dot");
        checkName(
                KubernetesConfigOptions.NAMESPACE.key(),
                configuration.get(KubernetesConfigOptions.NAMESPACE),
                NAMESPACE,
                "lower case letters, digits and hyphens, with a letter or digit at both ends");
    }

    /** Null if it is not set. */
    String clusterId() {
        return configuration.get(KubernetesConfigOptions.CLUSTER_ID);
    }

    private static void checkName(String key, String value, Pattern pattern, String allowed) {
        if (value.length() > LONGEST || !pattern.matcher(value).matches()) {
            throw ConfigReader.illegal(key, value, "allowed are up to " + LONGEST + " " + allowed);
        }
    }
}
