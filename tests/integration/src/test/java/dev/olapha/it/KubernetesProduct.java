package dev.olapha.it;

import dev.olapha.testkit.kubernetes.Manifests;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.process.FlinkClusterBuilder;

import java.nio.file.Path;

/** Clusters with the drop-in jar whose leaders are elected on a real API server. */
final class KubernetesProduct {

    static final String CLUSTER_ID = "olap";
    static final String LOCK = CLUSTER_ID + "-cluster-config-map";

    /** Short, so that the tests are. */
    static final String LEASE = "3 s";

    private KubernetesProduct() {}

    /**
     * A cluster with none of the product's own keys set but the one that chooses Kubernetes.
     *
     * @param kubeConfig with which all processes reach the API server
     */
    static FlinkClusterBuilder on(Path directory, Path kubeConfig) {
        return configured(Product.withJar(directory), kubeConfig);
    }

    /** The same for a cluster of any Flink line. */
    static FlinkClusterBuilder configured(FlinkClusterBuilder cluster, Path kubeConfig) {
        return cluster.config("high-availability.type", Product.FACTORY)
                .config("high-availability.leader-services.type", "kubernetes")
                .config("kubernetes.namespace", Manifests.NAMESPACE)
                .config("kubernetes.cluster-id", CLUSTER_ID)
                .config("kubernetes.config.file", kubeConfig.toString())
                .config("high-availability.kubernetes.leader-election.lease-duration", LEASE)
                .config("high-availability.kubernetes.leader-election.renew-deadline", "2 s")
                .config("high-availability.kubernetes.leader-election.retry-period", "400 ms");
    }

    /** With all rights, and an API server that has been prepared with {@link Manifests}. */
    static FlinkClusterBuilder on(Path directory, RealApiServer server) {
        return on(directory, server.kubeConfig(RealApiServer.ADMIN));
    }

    /** The OLAP mode with the rights that the manifests give, and no more. */
    static FlinkClusterBuilder olap(Path directory, RealApiServer server) {
        final String readers = server.kubeConfig(Manifests.READER).toString();
        return on(directory, server.kubeConfig(Manifests.JOB_MANAGER))
                .config("high-availability.job-recovery.enabled", "false")
                .taskManagerConfig("kubernetes.config.file", readers)
                .sqlGatewayConfig("kubernetes.config.file", readers);
    }
}
