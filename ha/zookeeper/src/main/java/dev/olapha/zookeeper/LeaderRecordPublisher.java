package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderRecord;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.CreateMode;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.data.Stat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Makes the leader records say what the present term of office wants them to say, and keeps them
 * so: a record that somebody deletes or overwrites is written again.
 *
 * <p>Every write is one transaction together with a check that the latch node of the term still
 * exists. A process that was replaced without knowing it therefore cannot overwrite its successor's
 * record, however late its request arrives.
 *
 * <p>All methods run on the driver's request thread.
 */
final class LeaderRecordPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderRecordPublisher.class);

    /** Others may write to the record between our read and our write; then we look again. */
    private static final int ATTEMPTS = 10;

    private final CuratorFramework client;
    private final LeaderPaths paths;
    private final Office office;
    private final Consumer<String> republish;

    /** For each component the last term for which {@link #create} was tried. */
    private final Map<String, Leadership> triedFor = new HashMap<>();

    /**
     * @param client with absolute paths
     * @param republish asks for another {@link #reconcile} of a component, after whatever has been
     *     asked for before; called by ZooKeeper's event thread and by the request thread
     */
    LeaderRecordPublisher(
            CuratorFramework client, LeaderPaths paths, Office office, Consumer<String> republish) {
        this.client = client;
        this.paths = paths;
        this.office = office;
        this.republish = republish;
    }

    /**
     * Brings one record into agreement with the present term.
     *
     * @throws KeeperException.NoNodeException if the term's latch node is gone
     * @throws Exception if a request failed
     */
    void reconcile(String componentId) throws Exception {
        final Leadership leadership = office.current();
        if (leadership == null) {
            return;
        }
        if (leadership.published().get(componentId) == null) {
            // Jobs come and go; what is kept of one must go with it.
            triedFor.remove(componentId);
        } else if (triedFor.put(componentId, leadership) != leadership
                && create(leadership, componentId)) {
            return;
        }
        for (int attempt = 0; attempt < ATTEMPTS && office.isHeld(leadership); attempt++) {
            final LeaderInformation wanted = leadership.published().get(componentId);
            if (wanted == null ? remove(componentId) : write(leadership, componentId, wanted)) {
                return;
            }
        }
    }

    /**
     * The first record of a term: the one before has vanished with its leader, as a rule. One
     * request, and the next component's record goes before the reading back of this one, because
     * TaskManagers and clients wait for them.
     *
     * @return whether this was so
     */
    private boolean create(Leadership leadership, String componentId) throws Exception {
        final LeaderInformation wanted = leadership.published().get(componentId);
        if (wanted == null) {
            return false;
        }
        final boolean created =
                commit(
                        leadership,
                        componentId,
                        wanted,
                        List.of(
                                latchNodeExists(leadership),
                                creation(paths.record(componentId), LeaderRecord.encode(wanted))));
        if (created) {
            republish.accept(componentId);
        }
        return created;
    }

    private CuratorOp latchNodeExists(Leadership leadership) throws Exception {
        return client.transactionOp().check().forPath(leadership.latchNode());
    }

    private CuratorOp creation(String path, byte[] content) throws Exception {
        return client.transactionOp()
                .create()
                .withMode(CreateMode.EPHEMERAL)
                .forPath(path, content);
    }

    private boolean write(Leadership leadership, String componentId, LeaderInformation wanted)
            throws Exception {
        final String path = paths.record(componentId);
        final byte[] content = LeaderRecord.encode(wanted);
        final Stat found = new Stat();
        final byte[] present = read(path, found, componentId);
        final boolean own = present != null && found.getEphemeralOwner() == ownSession();
        if (own && Arrays.equals(present, content)) {
            return true;
        }
        final List<CuratorOp> transaction = new ArrayList<>();
        transaction.add(latchNodeExists(leadership));
        if (own) {
            transaction.add(
                    client.transactionOp()
                            .setData()
                            .withVersion(found.getVersion())
                            .forPath(path, content));
        } else {
            if (present != null) {
                // Left by a process whose session has not ended yet: it would vanish with it.
                transaction.add(
                        client.transactionOp()
                                .delete()
                                .withVersion(found.getVersion())
                                .forPath(path));
            }
            transaction.add(creation(path, content));
        }
        commit(leadership, componentId, wanted, transaction);
        // Not done before it has been read back: the read leaves the watch that guards the record.
        return false;
    }

    /** The content of the record, with a watch left on it; null if there is none. */
    @Nullable
    private byte[] read(String path, Stat found, String componentId) throws Exception {
        try {
            final byte[] data =
                    client.getData()
                            .storingStatIn(found)
                            .usingWatcher(new RecordGuard(componentId, republish))
                            .forPath(path);
            return Objects.requireNonNullElse(data, new byte[0]);
        } catch (KeeperException.NoNodeException e) {
            return null;
        }
    }

    /**
     * @return whether the record says now what is wanted; if not, somebody else has written to it
     */
    private boolean commit(
            Leadership leadership,
            String componentId,
            LeaderInformation wanted,
            List<CuratorOp> transaction)
            throws Exception {
        try {
            client.transaction().forOperations(transaction);
            LOG.info("Published the leader record of '{}': {}.", componentId, wanted);
            return true;
        } catch (KeeperException.BadVersionException | KeeperException.NodeExistsException e) {
            return false;
        } catch (KeeperException.NoNodeException e) {
            if (client.checkExists().forPath(leadership.latchNode()) == null) {
                throw e;
            }
            return commitWithContainer(leadership, componentId, wanted);
        }
    }

    /**
     * In one transaction, because the component may be gone before its record is made: ZooKeeper
     * does not delete a container that never held anything.
     */
    private boolean commitWithContainer(
            Leadership leadership, String componentId, LeaderInformation wanted) throws Exception {
        try {
            client.transaction()
                    .forOperations(
                            latchNodeExists(leadership),
                            client.transactionOp()
                                    .create()
                                    .withMode(CreateMode.CONTAINER)
                                    .forPath(paths.component(componentId), new byte[0]),
                            creation(paths.record(componentId), LeaderRecord.encode(wanted)));
            LOG.info("Published the leader record of '{}': {}.", componentId, wanted);
            return true;
        } catch (KeeperException.NodeExistsException e) {
            return false;
        }
    }

    private boolean remove(String componentId) throws Exception {
        final String path = paths.record(componentId);
        final Stat stat = client.checkExists().forPath(path);
        if (stat != null && stat.getEphemeralOwner() == ownSession()) {
            try {
                client.delete().withVersion(stat.getVersion()).forPath(path);
                client.delete().forPath(paths.component(componentId));
            } catch (KeeperException.NoNodeException
                    | KeeperException.BadVersionException
                    | KeeperException.NotEmptyException e) {
                // Somebody else deleted it, or owns it now: then it is not ours to delete.
                LOG.debug("The leader record of '{}' changed hands: {}", componentId, e.toString());
            }
        }
        return true;
    }

    private long ownSession() throws Exception {
        return client.getZookeeperClient().getZooKeeper().getSessionId();
    }
}
