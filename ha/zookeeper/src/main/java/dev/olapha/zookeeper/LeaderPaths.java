package dev.olapha.zookeeper;

import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;

/**
 * Where leadership lies in ZooKeeper, below {@code <root>/<cluster-id>}:
 *
 * <pre>
 * leader/latch/...-latch-0000000000      one ephemeral node for each process in the election
 * leader/resource_manager/record         what the leader says about itself, see LeaderRecord
 * leader/dispatcher/record
 * leader/rest_server/record
 * leader/job-&lt;job id&gt;/record             only with job recovery
 * </pre>
 *
 * <p>The latch is stock Flink's, names included, so that processes of stock Flink and of this
 * product that run side by side by mistake still elect one leader. The records lie beside stock's
 * {@code connection_info}, never in its place: stock would deserialize our text and fail.
 */
final class LeaderPaths {

    /** Latch nodes are ordered by the number that follows this text, as Curator's recipe does. */
    static final String LATCH_MARK = "latch-";

    private static final String RECORD = "record";

    private final String clusterPath;
    private final String root;

    /**
     * @param clusterNamespace {@code <root>/<cluster-id>} without a leading slash
     */
    LeaderPaths(String clusterNamespace) {
        this.clusterPath = "/" + clusterNamespace;
        this.root = ZKPaths.makePath(clusterPath, "leader");
    }

    String cluster() {
        return clusterPath;
    }

    String root() {
        return root;
    }

    String latch() {
        return ZKPaths.makePath(root, "latch");
    }

    String component(String componentId) {
        return ZKPaths.makePath(root, componentId);
    }

    String record(String componentId) {
        return ZKPaths.makePath(component(componentId), RECORD);
    }
}
