package dev.olapha.testkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
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

    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private final int number;

    private FreePort(int number) {
        this.number = number;
    }

    /**
     * Finds a port. The same port is never handed out twice in one JVM; that another program takes
     * it before it is used is unlikely but possible. Safe to call from any thread.
     *
     * @throws IllegalStateException if no free port was found
     */
    public static FreePort find() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (HANDED_OUT.add(candidate) && isFree(candidate)) {
                return new FreePort(candidate);
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + LAST);
    }

    /** The port's number. */
    public int number() {
        return number;
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
