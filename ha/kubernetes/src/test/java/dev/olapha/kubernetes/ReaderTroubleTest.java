package dev.olapha.kubernetes;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.LeaderWatches;
import dev.olapha.testkit.leader.LeaderBackendContract;
import dev.olapha.testkit.leader.RecordedElection;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.awaitility.Awaitility.await;

/** What readers went on with for ever, seen through the retrievers that Flink gets. */
@Timeout(120)
class ReaderTroubleTest {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String HELD =
            "{\"holderIdentity\":\"%s\",\"leaseDuration\":3.0,"
                    + "\"acquireTime\":\"2026-01-01T00:00:00.000000Z\","
                    + "\"renewTime\":\"2026-01-01T00:00:00.000000Z\",\"leaderTransitions\":%d}";

    private MockApiServer server;
    private KubernetesFixture fixture;

    @BeforeEach
    void start() {
        server = MockApiServer.start();
        fixture = new KubernetesFixture(server.kubeConfig(), server, LEASE);
    }

    @AfterEach
    void stop() throws Exception {
        server.troubles().end();
        fixture.close();
    }

    /** fabric8 #7896: silence was believed for a minute while nobody led. */
    @Test
    void leaderThatComesAfterASilentWatchIsKnownSoonAfterALease() throws Exception {
        server.troubles().ignoreNewWatches();
        final Follower follower = follow();
        await("watching").atMost(PATIENCE).until(this::isWatched);
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
        final LeaderInformation leader =
                LeaderBackendContract.leader(election.awaitGrant(), "dispatcher_0");
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);

        await("the leader").atMost(PATIENCE).until(() -> leader.equals(follower.last()));
        driver.close();
    }

    /** kubernetes #107457: every version of the new history was lower than what was known. */
    @Test
    void leaderOfARestoredHistoryIsFollowed() throws Exception {
        leaveALock();
        lead("before", 7, 90);
        final Follower follower = follow();
        await("the first").atMost(PATIENCE).until(() -> follower.epoch() == 90);

        server.objects().restore();
        server.endWatches();
        lead("after", 2, 8);

        await("the leader of the restored history")
                .atMost(PATIENCE)
                .until(() -> follower.epoch() == 8);
    }

    /** The leader writes its record again, with an epoch below the forged one. */
    @Test
    void forgedEpochIsForgottenWhenTheLeaderHasRepairedItsRecord() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
        final LeaderInformation leader =
                LeaderBackendContract.leader(election.awaitGrant(), "dispatcher_0");
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
        final Follower follower = follow();
        await("the leader").atMost(PATIENCE).until(() -> leader.equals(follower.last()));

        fixture.overwriteRecord(
                ComponentIds.DISPATCHER,
                LeaderRecord.encode(
                        LeaderInformation.known(new UUID(Long.MAX_VALUE, 1), "forged")));

        await("forged").atMost(PATIENCE).until(() -> follower.heard.size() > 1);
        await("the leader again").atMost(PATIENCE).until(() -> leader.equals(follower.last()));
        driver.close();
    }

    private boolean isWatched() {
        return server.troubles().count(ApiCall::isWatch) > 0;
    }

    private Follower follow() throws Exception {
        final Follower follower = new Follower();
        new LeaderWatches(fixture.join()).retriever(ComponentIds.DISPATCHER).start(follower);
        return follower;
    }

    private void leaveALock() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        election.awaitGrant();
        driver.close();
        fixture.leave(process);
    }

    /** Somebody else holds the lock and has published. */
    private void lead(String holder, int transitions, long epoch) {
        fixture.change(
                (ConfigMap lock) -> {
                    lock.getMetadata()
                            .getAnnotations()
                            .put(LockRecord.ANNOTATION, String.format(HELD, holder, transitions));
                    lock.getData().put("olapha.holder", holder);
                    lock.getData()
                            .put(
                                    LockContent.key(ComponentIds.DISPATCHER),
                                    new String(
                                            LeaderRecord.encode(
                                                    LeaderInformation.known(
                                                            new UUID(epoch, 1), holder)),
                                            StandardCharsets.UTF_8));
                });
    }

    /** What a component of Flink is told. */
    private static final class Follower implements LeaderRetrievalListener {

        private final List<LeaderInformation> heard = new CopyOnWriteArrayList<>();

        @Override
        public void notifyLeaderAddress(String address, UUID session) {
            heard.add(
                    session == null
                            ? LeaderInformation.empty()
                            : LeaderInformation.known(session, address));
        }

        @Override
        public void handleError(Exception error) {
            throw new AssertionError(error);
        }

        private LeaderInformation last() {
            return heard.isEmpty() ? LeaderInformation.empty() : heard.get(heard.size() - 1);
        }

        private long epoch() {
            return last().isEmpty() ? -1 : last().getLeaderSessionID().getMostSignificantBits();
        }
    }
}
