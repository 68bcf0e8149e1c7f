package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import org.apache.flink.kubernetes.utils.KubernetesUtils;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The ConfigMaps with a cluster's labels, such as those in which stock Flink and its stores keep
 * pointers to checkpoints.
 */
public final class ClusterConfigMaps {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterConfigMaps.class);

    private final NamespacedKubernetesClient client;
    private final String clusterId;

    ClusterConfigMaps(NamespacedKubernetesClient client, String clusterId) {
        this.client = client;
        this.clusterId = clusterId;
    }

    /**
     * Their names. Sends a request and waits for the answer.
     *
     * @return none, and a warning in the log, if the account of this process may not list them
     */
    public List<String> names() {
        try {
            return client
                    .configMaps()
                    .withLabels(KubernetesUtils.getCommonLabels(clusterId))
                    .list()
                    .getItems()
                    .stream()
                    .map(found -> found.getMetadata().getName())
                    .collect(Collectors.toList());
        } catch (KubernetesClientException e) {
            if (!LockObject.isForbidden(e)) {
                throw e;
            }
            LOG.warn(
                    "The API server does not allow this process to 'list' ConfigMaps in namespace '{}' (403): "
                            + "those of jobs whose plan is not there any more are not found, and stay.",
                    client.getNamespace());
            return List.of();
        }
    }
}
