package dev.olapha;

import dev.olapha.client.ClientOpener;
import dev.olapha.config.HaSettings;
import dev.olapha.kubernetes.KubernetesConnection;
import dev.olapha.kubernetes.KubernetesLeaderRetrievalBackend;
import dev.olapha.leader.LeaderRetrievalBackend;
import dev.olapha.lifecycle.Closer;
import dev.olapha.standalone.StandaloneLeaderBackend;
import dev.olapha.zookeeper.ZooKeeperConnection;
import dev.olapha.zookeeper.ZooKeeperLeaderRetrievalBackend;

import org.apache.flink.configuration.Configuration;

/** Opens the reading side of the configured backend. */
final class BackendClientOpener implements ClientOpener {

    private final Configuration configuration;

    BackendClientOpener(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public LeaderRetrievalBackend open(Closer closer) {
        final LeaderRetrievalBackend backend;
        switch (HaSettings.leaderServicesType(configuration)) {
            case STANDALONE:
                backend = StandaloneLeaderBackend.forClient(configuration);
                break;
            case ZOOKEEPER:
                HaSettings.checkQuorum(configuration);
                backend =
                        ZooKeeperLeaderRetrievalBackend.start(
                                closer.register(ZooKeeperConnection.open(configuration)));
                break;
            case KUBERNETES:
                backend =
                        KubernetesLeaderRetrievalBackend.start(
                                closer.register(
                                        KubernetesConnection.openForReading(configuration)));
                break;
            default:
                throw new AssertionError("All types are handled above.");
        }
        closer.register(backend::close);
        return backend;
    }
}
