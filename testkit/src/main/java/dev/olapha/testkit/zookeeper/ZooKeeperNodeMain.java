package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.admin.AdminServer.AdminServerException;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig.ConfigException;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

import javax.security.sasl.SaslException;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The process of a {@link ZooKeeperNode}: ZooKeeper's own server for ensembles, and an endpoint
 * that tells its state. Arguments: the configuration file and the control port.
 */
final class ZooKeeperNodeMain {

    private final AtomicReference<QuorumPeer> peer = new AtomicReference<>();

    private ZooKeeperNodeMain() {}

    public static void main(String[] args)
            throws IOException, ConfigException, AdminServerException {
        new ZooKeeperNodeMain().run(args[0], Integer.parseInt(args[1]));
    }

    private void run(String configuration, int controlPort)
            throws IOException, ConfigException, AdminServerException {
        new ControlEndpoint(controlPort)
                .on("/state", ignored -> state())
                .on("/znodes", ignored -> String.join("\n", Znodes.in(tree())))
                .on("/ephemerals", ignored -> EphemeralOwners.toLines(EphemeralOwners.in(tree())))
                .on("/zxid", ignored -> Long.toString(server().getLastProcessedZxid()))
                .on("/watches", ignored -> Integer.toString(tree().getWatchCount()))
                .on("/connections", ignored -> Integer.toString(server().getNumAliveConnections()))
                .on("/expire", this::expire)
                .start();
        QuorumPeerConfig config = new QuorumPeerConfig();
        config.parse(configuration);
        new KnownPeer().runFromConfig(config);
    }

    /** Keeps the peer that the base class creates where the endpoint finds it. */
    private final class KnownPeer extends QuorumPeerMain {

        @Override
        protected QuorumPeer getQuorumPeer() throws SaslException {
            QuorumPeer created = super.getQuorumPeer();
            peer.set(created);
            return created;
        }
    }

    private String state() {
        QuorumPeer current = peer.get();
        return current == null || current.getActiveServer() == null
                ? "LOOKING"
                : current.getPeerState().name();
    }

    private String expire(String session) {
        server().closeSession(Long.parseLong(session));
        return "";
    }

    private DataTree tree() {
        return server().getZKDatabase().getDataTree();
    }

    private ZooKeeperServer server() {
        QuorumPeer current = peer.get();
        ZooKeeperServer server = current == null ? null : current.getActiveServer();
        if (server == null) {
            throw new IllegalStateException("This server belongs to no quorum");
        }
        return server;
    }
}
