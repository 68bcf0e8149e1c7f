package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.ZooDefs.OpCode;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests that a server answers with "later", as one with too much to do. Thread-safe. */
final class PutOff {

    /** Never put off, or a client could not even stay. */
    private static final Set<Integer> SESSIONS =
            Set.of(OpCode.createSession, OpCode.closeSession, OpCode.ping);

    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger claimed = new AtomicInteger();

    void next(int requests) {
        left.set(requests);
    }

    int count() {
        return claimed.get();
    }

    boolean claims(int type) {
        if (SESSIONS.contains(type) || left.getAndUpdate(PutOff::oneLess) == 0) {
            return false;
        }
        claimed.incrementAndGet();
        return true;
    }

    private static int oneLess(int requests) {
        return Math.max(0, requests - 1);
    }
}
