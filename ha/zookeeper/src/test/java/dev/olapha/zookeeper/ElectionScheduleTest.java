package dev.olapha.zookeeper;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderEpoch;
import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.MalformedLeaderRecordException;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every schedule of an election and a publication with up to two disturbances, each of them at
 * every moment that there is: before each request and after each answer. One thread plays all
 * parts, so what is found once is found always. The office, the election and the publisher are the
 * real ones, on a real ZooKeeper.
 *
 * <p>Held at every moment: the epoch on record never falls, and nobody is in office by an election
 * that began before his connection was suspended. Held in the end: one process leads, the record is
 * its own, and Flink has heard grants and revokes in turn. Among the schedules are those of
 * FLINK-40114, leadership lost and regained while a publication is under way.
 */
@Timeout(300)
class ElectionScheduleTest {

    private static final String COMPONENT = ComponentIds.DISPATCHER;
    private static final int MOST_ROUNDS = 40;

    private static EmbeddedZooKeeper server;
    private static ZooKeeperConnection[] connections;

    private final LeaderPaths paths = connections[0].leaderPaths();
    private final CuratorFramework observer = connections[2].absolute();

    @BeforeAll
    static void connect() throws Exception {
        server = EmbeddedZooKeeper.start();
        final Configuration configuration = new Configuration();
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, server.connectString());
        connections = new ZooKeeperConnection[3];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = ZooKeeperConnection.open(configuration);
            connections[i].awaitConnected();
        }
    }

    @AfterAll
    static void disconnect() {
        for (ZooKeeperConnection connection : connections) {
            connection.close();
        }
        server.close();
    }

    @Test
    void everyScheduleOfOneDisturbanceEndsWithOneLeaderOnRecord() throws Exception {
        final int moments = new Schedule(List.of()).run();
        // If the moments were not found there would be next to nothing to test.
        assertThat(moments).isGreaterThanOrEqualTo(14);
        for (Disturbance disturbance : Disturbance.values()) {
            for (int i = 0; i < moments; i++) {
                new Schedule(List.of(new Planned(i, disturbance))).run();
            }
        }
    }

    /** Between any two moments lies a loss of leadership and the way back. */
    @Test
    void everyScheduleOfTwoLossesOfLeadershipEndsWithOneLeaderOnRecord() throws Exception {
        final int moments = new Schedule(List.of()).run();
        for (Disturbance first : Disturbance.LOSSES) {
            for (int i = 0; i < moments; i++) {
                for (Disturbance second : Disturbance.LOSSES) {
                    for (int j = i + 1; j < moments; j++) {
                        new Schedule(List.of(new Planned(i, first), new Planned(j, second))).run();
                    }
                }
            }
        }
    }

    /** The number of changes in Flink's own test, here all of them around one publication. */
    @Test
    void thirtyChangesAroundPublicationsLeaveOneLeaderOnRecord() throws Exception {
        final List<Planned> flaps = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            flaps.add(new Planned(3 * i + 5, Disturbance.values()[i % 4]));
        }
        new Schedule(flaps).run();
    }

    /** What can happen to the process that is standing for election, or beside it. */
    private enum Disturbance {
        /** Its connection is suspended; when it is back, the process looks where it stands. */
        SUSPENDED,
        /** Its session ends, as far as the store can see: its latch node vanishes. */
        REPLACED,
        /** As before, and the other process is elected and has published already. */
        SUCCEEDED,
        /** The other process looks where it stands. */
        OTHER_ELECTS,
        /** Somebody deletes the record. */
        RECORD_DELETED,
        /** Somebody writes over the record. */
        RECORD_GARBLED;

        private static final List<Disturbance> LOSSES = List.of(SUSPENDED, SUCCEEDED);
    }

    private static final class Planned {
        private final int moment;
        private final Disturbance disturbance;

        private Planned(int moment, Disturbance disturbance) {
            this.moment = moment;
            this.disturbance = disturbance;
        }

        @Override
        public String toString() {
            return disturbance + " at " + moment;
        }
    }

    private final class Schedule {

        private final List<Planned> plan;
        private final Process first = new Process(connections[0]);
        private final Process second = new Process(connections[1]);

        private int moment;
        private boolean disturbing;
        private long highestEpoch;

        private Schedule(List<Planned> plan) {
            this.plan = plan;
        }

        /** Returns how many moments there are until the first process leads and is on record. */
        private int run() throws Exception {
            try {
                first.advance();
                first.advance();
                final int moments = moment;
                for (int i = 0; i < MOST_ROUNDS && !(i > 1 && isSettled()); i++) {
                    first.advance();
                    second.advance();
                }
                check();
                return moments;
            } catch (Exception | AssertionError e) {
                throw new AssertionError("With " + plan, e);
            } finally {
                clear();
            }
        }

        private boolean isSettled() throws Exception {
            return first.leads() != second.leads()
                    && record().equals(Optional.of((first.leads() ? first : second).wanted()));
        }

        private void pass() throws Exception {
            if (disturbing) {
                return;
            }
            disturbing = true;
            try {
                for (Planned planned : plan) {
                    if (planned.moment == moment) {
                        disturb(planned.disturbance);
                    }
                }
                moment++;
                final long epoch = epochOnRecord();
                assertThat(epoch).as("epoch on record").isGreaterThanOrEqualTo(highestEpoch);
                highestEpoch = epoch;
            } finally {
                disturbing = false;
            }
        }

        private void disturb(Disturbance disturbance) throws Exception {
            switch (disturbance) {
                case SUSPENDED:
                    first.office.vacate();
                    first.suspended = true;
                    break;
                case REPLACED:
                    first.loseNode();
                    break;
                case SUCCEEDED:
                    second.advance();
                    first.loseNode();
                    second.advance();
                    break;
                case OTHER_ELECTS:
                    second.advance();
                    break;
                case RECORD_DELETED:
                    observer.delete().quietly().forPath(paths.record(COMPONENT));
                    break;
                case RECORD_GARBLED:
                    if (observer.checkExists().forPath(paths.record(COMPONENT)) != null) {
                        observer.setData().forPath(paths.record(COMPONENT), new byte[] {1, 2, 3});
                    }
                    break;
                default:
                    throw new AssertionError(disturbance);
            }
        }

        private void check() throws Exception {
            assertThat(first.leads() != second.leads()).as("one of two leads").isTrue();
            final Process leader = first.leads() ? first : second;
            assertThat(record()).contains(leader.wanted());
            for (Process process : List.of(first, second)) {
                process.flink.assertInTurn();
                final List<UUID> terms = process.flink.grants();
                for (int i = 1; i < terms.size(); i++) {
                    assertThat(LeaderEpoch.of(terms.get(i)))
                            .isGreaterThan(LeaderEpoch.of(terms.get(i - 1)));
                }
            }
        }

        /** An unreadable record says nothing of an epoch: the highest so far still counts. */
        private long epochOnRecord() throws Exception {
            return record().map(leader -> LeaderEpoch.of(leader.getLeaderSessionID()))
                    .orElse(highestEpoch);
        }

        private Optional<LeaderInformation> record() throws Exception {
            try {
                return Optional.of(
                        LeaderRecord.decode(observer.getData().forPath(paths.record(COMPONENT))));
            } catch (KeeperException.NoNodeException | MalformedLeaderRecordException e) {
                return Optional.empty();
            }
        }

        private void clear() throws Exception {
            disturbing = true;
            observer.delete().quietly().deletingChildrenIfNeeded().forPath(paths.root());
        }

        /** A JobManager: what the driver does on its request thread, one step at a time. */
        private final class Process {

            private final RecordedElection flink = new RecordedElection();
            private final Office office = new Office(Runnable::run, flink);
            private final LatchElection election;
            private final LeaderRecordPublisher publisher;

            /** Whether the connection was suspended in the present step. */
            private boolean suspended;

            private Process(ZooKeeperConnection connection) {
                final CuratorFramework client =
                        InterruptibleClient.around(connection.absolute(), () -> pass());
                election =
                        new LatchElection(
                                client,
                                paths.latch(),
                                office,
                                Optional.empty(),
                                new PeerWatches(client, dead -> {}),
                                () -> {});
                publisher = new LeaderRecordPublisher(client, paths, office, component -> {});
            }

            private boolean leads() {
                return office.current() != null;
            }

            private LeaderInformation wanted() {
                return wanted(office.current());
            }

            /** Looks where it stands, has Flink confirm a new term, publishes. */
            private void advance() throws Exception {
                suspended = false;
                try {
                    election.run();
                    final Leadership term = office.current();
                    if (term != null) {
                        term.publish(COMPONENT, wanted(term));
                    }
                    publisher.reconcile(COMPONENT);
                } catch (KeeperException.NoNodeException e) {
                    // The driver stands for election again; here that is the next step.
                }
                assertThat(suspended && leads()).as("in office by answers from before").isFalse();
            }

            private LeaderInformation wanted(Leadership term) {
                return LeaderInformation.known(
                        term.sessionId(), "pekko.tcp://flink@h:1/user/rpc/dispatcher");
            }

            private void loseNode() throws Exception {
                if (election.node() != null) {
                    observer.delete().quietly().forPath(election.node());
                }
            }
        }
    }
}
