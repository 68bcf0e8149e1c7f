package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.server.Request;
import org.apache.zookeeper.server.ZKDatabase;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * ZooKeeper's server, counting every request before it is queued: an answered request has been
 * counted.
 */
final class CountingServer extends ZooKeeperServer {

    private static final int ANY_VERSION = -1;

    private final RequestCounter counter;
    private final PutOff putOff;
    private final String members;

    /**
     * @param putOff which requests are answered "later"
     * @param members the lines of the ensemble's servers, told to clients that ask for them; empty
     *     as with a server that stands alone
     */
    CountingServer(
            FileTxnSnapLog log,
            ZooKeeperSettings settings,
            RequestCounter counter,
            PutOff putOff,
            String members) {
        super(
                log,
                Math.toIntExact(settings.tickTime().toMillis()),
                Math.toIntExact(settings.minSessionTimeout().toMillis()),
                Math.toIntExact(settings.maxSessionTimeout().toMillis()),
                -1,
                new ZKDatabase(log),
                "");
        this.counter = counter;
        this.putOff = putOff;
        this.members = members;
    }

    /** As a server of an ensemble does when it has read its data. */
    @Override
    public void loadData() throws IOException, InterruptedException {
        super.loadData();
        try {
            getZKDatabase()
                    .getDataTree()
                    .setData(
                            ZooDefs.CONFIG_NODE,
                            members.getBytes(StandardCharsets.UTF_8),
                            ANY_VERSION,
                            getLastProcessedZxid(),
                            System.currentTimeMillis());
        } catch (KeeperException.NoNodeException e) {
            throw new IllegalStateException(ZooDefs.CONFIG_NODE + " is always there", e);
        }
    }

    @Override
    public void enqueueRequest(Request request) {
        counter.count(Request.op2String(request.type));
        if (putOff.claims(request.type)) {
            request.setIsThrottled(true);
        }
        super.enqueueRequest(request);
    }
}
