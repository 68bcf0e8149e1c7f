package dev.olapha.liveness;

import dev.olapha.config.ConfigReader;
import dev.olapha.config.LivenessSettings;
import dev.olapha.config.OlapHaOptions;

import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.JobManagerOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.Iterator;

/**
 * Listens for as long as its process lives, and does nothing else: that the operating system closes
 * it with the process is the whole point. Whoever cannot prove to know the secret is thrown out.
 *
 * <p>If the thread ever fails, the socket stays open all the same: peers must not take a process
 * for dead that only has no memory left for this.
 */
public final class LivenessPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LivenessPort.class);

    private final ServerSocketChannel server;
    private final LivenessEndpoint endpoint;
    private final Reception reception;

    private LivenessPort(
            ServerSocketChannel server, LivenessEndpoint endpoint, Reception reception) {
        this.server = server;
        this.endpoint = endpoint;
        this.reception = reception;
    }

    /**
     * Binds the first free port of the range and begins to accept.
     *
     * @throws IllegalConfigurationException if none is free, or the address is not this host's
     */
    public static LivenessPort open(LivenessSettings settings) {
        ServerSocketChannel server = null;
        try {
            server = ServerSocketChannel.open();
            bind(server, settings);
            server.configureBlocking(false);
            final Selector selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            final LivenessEndpoint endpoint =
                    new LivenessEndpoint(
                            settings.advertisedHost(),
                            server.socket().getLocalPort(),
                            LivenessSecret.random());
            final Reception reception = new Reception(server, selector, endpoint.secret());
            reception.start();
            LOG.debug("Peers can tell whether this process lives at {}.", endpoint);
            return new LivenessPort(server, endpoint, reception);
        } catch (IOException e) {
            closeQuietly(server);
            throw new UncheckedIOException("Cannot open the liveness port", e);
        } catch (RuntimeException e) {
            closeQuietly(server);
            throw e;
        }
    }

    private static void bind(ServerSocketChannel server, LivenessSettings settings) {
        if (settings.bindAddress(0).isUnresolved()) {
            throw ConfigReader.illegal(
                    JobManagerOptions.BIND_HOST.key(),
                    settings.bindHost(),
                    "no address is known for it; allowed is an address or a name of this host");
        }
        IOException last = null;
        for (final Iterator<Integer> ports = settings.ports(); ports.hasNext(); ) {
            try {
                server.bind(settings.bindAddress(ports.next()));
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        throw ConfigReader.illegal(
                OlapHaOptions.LIVENESS_PORT.key(),
                settings.portRange(),
                "no port of it could be bound at '"
                        + settings.bindHost()
                        + "' ("
                        + (last == null ? "the range is empty" : last.getMessage())
                        + "); allowed are a free port, a range with a free port, and 0 for any. '"
                        + OlapHaOptions.LIVENESS_ENABLED.key()
                        + ": false' does without");
    }

    private static void closeQuietly(ServerSocketChannel server) {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                LOG.debug("A server socket did not close.", e);
            }
        }
    }

    /** What peers need to know. */
    public LivenessEndpoint endpoint() {
        return endpoint;
    }

    InetSocketAddress localAddress() {
        return (InetSocketAddress) server.socket().getLocalSocketAddress();
    }

    int peerCount() {
        return reception.peerCount();
    }

    int strangerCount() {
        return reception.strangerCount();
    }

    /** From now on peers may take this process for dead. */
    @Override
    public void close() {
        reception.close();
    }
}
