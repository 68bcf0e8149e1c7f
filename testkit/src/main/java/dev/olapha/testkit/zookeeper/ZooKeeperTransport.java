package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.server.ServerCnxnFactory;

import java.io.IOException;
import java.net.InetSocketAddress;

/** How clients talk to a server. */
enum ZooKeeperTransport {
    PLAIN,

    /** By the implementation and with the keys that the JVM's system properties name. */
    TLS;

    private static final int UNLIMITED_CONNECTIONS = 0;
    private static final int DEFAULT_BACKLOG = -1;

    ServerCnxnFactory listen(InetSocketAddress address) throws IOException {
        final ServerCnxnFactory factory = ServerCnxnFactory.createFactory();
        factory.configure(address, UNLIMITED_CONNECTIONS, DEFAULT_BACKLOG, this == TLS);
        return factory;
    }
}
