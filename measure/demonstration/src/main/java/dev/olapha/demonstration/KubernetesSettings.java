package dev.olapha.demonstration;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a process finds its leader on Kubernetes.
 *
 * @param clusterId the name of the cluster there
 */
record KubernetesSettings(String clusterId, Path kubeConfig) {

    static final String NAME = "Kubernetes";

    Map<String, String> toMap() {
        return Map.of(
                "high-availability.leader-services.type",
                "kubernetes",
                "kubernetes.cluster-id",
                clusterId,
                "kubernetes.config.file",
                kubeConfig.toAbsolutePath().toString());
    }
}
