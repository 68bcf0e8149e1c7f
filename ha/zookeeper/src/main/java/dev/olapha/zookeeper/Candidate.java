package dev.olapha.zookeeper;

import dev.olapha.liveness.LivenessEndpoint;
import dev.olapha.liveness.LivenessRecord;
import dev.olapha.liveness.MalformedLivenessRecordException;

import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ZooKeeper;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A process that stands for election, as its latch node describes it: where it shows that it lives,
 * and what it takes to end its ZooKeeper session once it is dead. Immutable.
 */
final class Candidate {

    private static final String PID = "pid";
    private static final String SESSION = "session";
    private static final String PASSWORD = "password";

    private final String node;
    private final LivenessEndpoint endpoint;
    private final long session;
    private final byte[] password;

    private Candidate(String node, LivenessEndpoint endpoint, long session, byte[] password) {
        this.node = node;
        this.endpoint = endpoint;
        this.session = session;
        this.password = password;
    }

    /**
     * What this process writes to its latch node.
     *
     * @param endpoint nothing: peers shall not watch this process
     */
    static byte[] describe(Optional<LivenessEndpoint> endpoint, ZooKeeper own) {
        final String pid = Long.toString(ProcessHandle.current().pid());
        return endpoint.map(
                        present ->
                                new LivenessRecord(
                                                present,
                                                Map.of(
                                                        PID,
                                                        pid,
                                                        SESSION,
                                                        Long.toHexString(own.getSessionId()),
                                                        PASSWORD,
                                                        LivenessRecord.hex(own.getSessionPasswd())))
                                        .encode())
                .orElseGet(() -> (PID + ' ' + pid).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param owner of the latch node, as ZooKeeper says. A node that names another session is
     *     refused: whoever can only write his own node must not have others' sessions ended.
     * @throws MalformedLivenessRecordException if the node describes no process that can be watched
     */
    static Candidate at(String node, byte[] data, long owner)
            throws MalformedLivenessRecordException {
        final LivenessRecord record = LivenessRecord.decode(data);
        if (!record.addition(SESSION).equals(Long.toHexString(owner))) {
            throw new MalformedLivenessRecordException("it names a session that is not its owner");
        }
        return new Candidate(
                node, record.endpoint(), owner, LivenessRecord.bytes(record.addition(PASSWORD)));
    }

    String node() {
        return node;
    }

    LivenessEndpoint endpoint() {
        return endpoint;
    }

    long session() {
        return session;
    }

    byte[] password() {
        return password.clone();
    }

    @Override
    public String toString() {
        return node + " of session 0x" + Long.toHexString(session);
    }
}
