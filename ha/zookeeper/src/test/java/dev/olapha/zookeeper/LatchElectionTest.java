package dev.olapha.zookeeper;

import dev.olapha.config.LivenessSettings;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.liveness.LivenessEndpoint;
import dev.olapha.liveness.ProcessLiveness;
import dev.olapha.testkit.leader.RecordedElection;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.CreateMode;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.data.Stat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Latch nodes that are not as the election left them. */
@Timeout(120)
class LatchElectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As Curator's protected creation names it. */
    private static final String ORPHAN = "_c_12345678-1234-1234-1234-123456789012-";

    /** A protected create whose answer was lost may leave one (CURATOR-45, -202, -264). */
    @Test
    void processDoesNotWaitBehindANodeOfItsOwnSession() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final LeaderBackend process = fixture.join();
            final ZooKeeperConnection connection = fixture.connectionOf(process);
            leaveOrphan(connection);

            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);

            election.awaitGrant();
            assertThat(latchNodes(fixture)).noneMatch(path -> path.contains(ORPHAN));
            driver.close();
        }
    }

    /** Somebody else stands between the two: when the leader goes, he must not wait for ever. */
    @Test
    void nobodyWaitsBehindANodeThatNobodyStandsFor() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final RecordedElection first = new RecordedElection();
            final LeaderElectionDriver leader = fixture.join().createElectionDriver(first);
            first.awaitGrant();
            final LeaderBackend process = fixture.join();
            final ZooKeeperConnection connection = fixture.connectionOf(process);
            leaveOrphan(connection);
            final RecordedElection second = new RecordedElection();
            final LeaderElectionDriver between = fixture.join().createElectionDriver(second);
            await().atMost(PATIENCE).until(() -> latchNodes(fixture).size() == 3);
            final LeaderElectionDriver last = process.createElectionDriver(new RecordedElection());
            await("the orphan to be gone and the last to stand")
                    .atMost(PATIENCE)
                    .until(
                            () ->
                                    latchNodes(fixture).size() == 3
                                            && latchNodes(fixture).stream()
                                                    .noneMatch(path -> path.contains(ORPHAN)));

            leader.close();

            second.awaitGrant();
            between.close();
            last.close();
        }
    }

    @Test
    void nodeSaysWhoseItIsAlsoWhenTheSessionEndsWhileItIsMade() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture();
                ProcessLiveness liveness =
                        new ProcessLiveness(LivenessSettings.from(fixture.configuration()))) {
            final RecordedElection ahead = new RecordedElection();
            final LeaderElectionDriver leader = fixture.join().createElectionDriver(ahead);
            ahead.awaitGrant();
            final LeaderBackend process = fixture.join();
            final ZooKeeperConnection connection = fixture.connectionOf(process);
            final AtomicBoolean expired = new AtomicBoolean();
            final LatchElection election =
                    election(
                            connection,
                            liveness.announce(),
                            () -> expireOnce(fixture, process, expired));

            await("a node of the present session")
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                run(election);
                                return election.node() != null
                                        && ownerOf(connection, election.node())
                                                == fixture.sessionOf(process);
                            });

            final Stat stat = new Stat();
            final byte[] text =
                    connection.absolute().getData().storingStatIn(stat).forPath(election.node());
            assertThat(Candidate.at(election.node(), text, stat.getEphemeralOwner()).session())
                    .isEqualTo(fixture.sessionOf(process));
            leader.close();
        }
    }

    /** Right before the first request, which makes the node with a text that names the session. */
    private static void expireOnce(
            ZooKeeperFixture fixture, LeaderBackend process, AtomicBoolean done) throws Exception {
        if (done.compareAndSet(false, true)) {
            final long session = fixture.sessionOf(process);
            fixture.server().expireSession(session);
            await("another session")
                    .atMost(PATIENCE)
                    .until(
                            () ->
                                    fixture.connectionOf(process).isConnected()
                                            && fixture.sessionOf(process) != session);
        }
    }

    private static LatchElection election(
            ZooKeeperConnection connection,
            Optional<LivenessEndpoint> liveness,
            InterruptibleClient.Moment moment) {
        final CuratorFramework client = InterruptibleClient.around(connection.absolute(), moment);
        return new LatchElection(
                client,
                connection.leaderPaths().latch(),
                new Office(Runnable::run, new RecordedElection()),
                liveness,
                new PeerWatches(client, dead -> {}),
                () -> {});
    }

    private static void run(LatchElection election) throws Exception {
        try {
            election.run();
        } catch (KeeperException e) {
            // The driver runs it again; here that is the next turn.
        }
    }

    private static long ownerOf(ZooKeeperConnection connection, String node) throws Exception {
        final Stat stat = connection.absolute().checkExists().forPath(node);
        return stat == null ? 0 : stat.getEphemeralOwner();
    }

    private static void leaveOrphan(ZooKeeperConnection connection) throws Exception {
        connection
                .absolute()
                .create()
                .creatingParentContainersIfNeeded()
                .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                .forPath(connection.leaderPaths().latch() + "/" + ORPHAN + LeaderPaths.LATCH_MARK);
    }

    private static List<String> latchNodes(ZooKeeperFixture fixture) {
        return fixture.server().znodes().stream()
                .filter(path -> path.contains(LeaderPaths.LATCH_MARK))
                .collect(Collectors.toList());
    }
}
