package dev.olapha.zookeeper;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One term of office: the latch node that won it, the session id issued for it, and what shall be
 * published while it lasts. Nothing of one term can leak into the next.
 */
final class Leadership {

    private final String latchNode;
    private final UUID sessionId;
    private final Map<String, LeaderInformation> published = new ConcurrentHashMap<>();

    Leadership(String latchNode, UUID sessionId) {
        this.latchNode = latchNode;
        this.sessionId = sessionId;
    }

    String latchNode() {
        return latchNode;
    }

    UUID sessionId() {
        return sessionId;
    }

    /**
     * Has a component say this, or nothing if it is empty.
     *
     * @return false if it was confirmed in a term that has ended meanwhile: publishing it would
     *     lead readers to a session nobody is in (FLINK-40114 is of this family)
     */
    boolean publish(String componentId, LeaderInformation leader) {
        if (leader.isEmpty()) {
            published.remove(componentId);
            return true;
        }
        if (sessionId.equals(leader.getLeaderSessionID())) {
            published.put(componentId, leader);
            return true;
        }
        return false;
    }

    /** What each component shall say; changed by Flink's threads, read by the driver's. */
    Map<String, LeaderInformation> published() {
        return Collections.unmodifiableMap(published);
    }
}
