package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.server.Request;
import org.apache.zookeeper.server.ZKDatabase;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;

/**
 * ZooKeeper's server, counting every request before it is queued: an answered request has been
 * counted.
 */
final class CountingServer extends ZooKeeperServer {

    private final RequestCounter counter;

    CountingServer(FileTxnSnapLog log, ZooKeeperSettings settings, RequestCounter counter) {
        super(
                log,
                Math.toIntExact(settings.tickTime().toMillis()),
                Math.toIntExact(settings.minSessionTimeout().toMillis()),
                Math.toIntExact(settings.maxSessionTimeout().toMillis()),
                -1,
                new ZKDatabase(log),
                "");
        this.counter = counter;
    }

    @Override
    public void enqueueRequest(Request request) {
        counter.count(Request.op2String(request.type));
        super.enqueueRequest(request);
    }
}
