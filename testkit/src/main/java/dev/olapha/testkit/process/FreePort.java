package dev.olapha.testkit.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A TCP port on 127.0.0.1 that nothing listens on. */
public final class FreePort {

    // Below the range from which the kernel takes ports for outgoing connections: a port from that
    // range can be taken
    // between the moment it was found free and the moment the process it was meant for has started.
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 1_000;

    // A port found free here is taken only seconds later, by a process that has to start first.
    // Until this JVM ends its datagram port of the same number is held, which nobody else uses:
    // so test JVMs that run beside each other do not hand out the same one.
    private static final Map<Integer, DatagramSocket> HANDED_OUT = new ConcurrentHashMap<>();

    private final int number;

    private FreePort(int number) {
        this.number = number;
    }

    /**
     * Finds a port. The same port is never handed out twice, neither in one JVM nor by two that run
     * at the same time; that another program takes it before it is used is unlikely but possible.
     * Safe to call from any thread.
     *
     * @throws IllegalStateException if no free port was found
     */
    public static FreePort find() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (reserve(candidate) && isFree(candidate)) {
                return new FreePort(candidate);
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + LAST);
    }

    /** The port's number. */
    public int number() {
        return number;
    }

    private static boolean reserve(int port) {
        try {
            HANDED_OUT.put(port, new DatagramSocket(port, InetAddress.getLoopbackAddress()));
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
