package dev.olapha.kubernetes;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KubernetesKeysTest {

    private static final String LONG_NAME =
            "a-cluster-with-a-name-of-sixty-three-characters-which-labels-al";

    private final Configuration configuration = new Configuration();

    /** FLINK-15816: standalone processes of stock Flink lead under these. */
    @ParameterizedTest
    @ValueSource(strings = {"olap", "team.analytics", "0", "a.b-c.d", LONG_NAME})
    void clusterIdMayBeWhateverAnObjectAndALabelMayBeCalled(String clusterId) {
        configuration.set(KubernetesConfigOptions.CLUSTER_ID, clusterId);
        assertThatCode(() -> new KubernetesKeys(configuration).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Olap", "a_b", "-a", "a-", ".a", "a.", "a..b", "a.-b", LONG_NAME + "x"})
    void clusterIdThatNoObjectMayHaveIsRefused(String clusterId) {
        configuration.set(KubernetesConfigOptions.CLUSTER_ID, clusterId);
        assertThatThrownBy(() -> new KubernetesKeys(configuration).check())
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll(
                        "'kubernetes.cluster-id'", "'" + clusterId + "'", "allowed are up to 63");
    }

    @Test
    void namespaceMayHaveNoDot() {
        configuration.set(KubernetesConfigOptions.CLUSTER_ID, "olap");
        configuration.set(KubernetesConfigOptions.NAMESPACE, "a.b");
        assertThatThrownBy(() -> new KubernetesKeys(configuration).check())
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll("'kubernetes.namespace'", "'a.b'");
    }
}
