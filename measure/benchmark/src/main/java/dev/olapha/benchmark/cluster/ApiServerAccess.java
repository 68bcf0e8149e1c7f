package dev.olapha.benchmark.cluster;

import dev.olapha.testkit.kubernetes.RealApiServer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Which Kubernetes API server a run may use.
 *
 * @param kubeConfig of a server that is there already; without it one is started
 */
public record ApiServerAccess(Optional<Path> kubeConfig) {

    /** To a server that is started. */
    public static final ApiServerAccess OWN = new ApiServerAccess(Optional.empty());

    /** What is wrong with it for these clusters, in one sentence; nothing if all is well. */
    public Optional<String> objection(Collection<ClusterSpec> clusters) {
        return clusters.stream()
                .filter(ClusterSpec::usesKubernetes)
                .flatMap(cluster -> objection(cluster).stream())
                .findFirst();
    }

    private Optional<String> objection(ClusterSpec cluster) {
        if (kubeConfig.isEmpty()) {
            return RealApiServer.isAvailable()
                    ? Optional.empty()
                    : Optional.of(
                            "Mode "
                                    + cluster.mode().id()
                                    + " needs a Kubernetes API server: set KUBEBUILDER_ASSETS to a folder"
                                    + " with kube-apiserver and etcd, or name a server with --kube-config.");
        }
        if (!Files.isReadable(kubeConfig.get())) {
            return Optional.of("--kube-config " + kubeConfig.get() + " cannot be read.");
        }
        return cluster.distance().coordination().equals(Duration.ZERO)
                ? Optional.empty()
                : Optional.of(
                        "--coordination-delay cannot be used for mode "
                                + cluster.mode().id()
                                + " with --kube-config: that server is as far away as it is.");
    }
}
