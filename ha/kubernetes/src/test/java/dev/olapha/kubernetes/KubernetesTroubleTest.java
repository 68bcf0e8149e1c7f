package dev.olapha.kubernetes;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderEpoch;
import dev.olapha.liveness.LivenessEndpoint;
import dev.olapha.testkit.leader.LeaderBackendContract;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;
import dev.olapha.testkit.threads.ThreadLeaks;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.configuration.KubernetesHighAvailabilityOptions;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is known to go wrong with leader election on Kubernetes. */
@Timeout(180)
class KubernetesTroubleTest {

    /** Short: most of these tests wait for it to end. */
    private static final Duration LEASE = Duration.ofMillis(1_500);

    private static final Duration BUSY_SERVERS_LEASE = Duration.ofSeconds(8);

    private static final String STOCK =
            "{\"holderIdentity\":\"%s\",\"leaseDuration\":1.0,\"acquireTime\":\"%s\",\"renewTime\":\"%s\","
                    + "\"leaderTransitions\":7}";

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

    /** fabric8 #7350: the callback came before the update, which then failed. */
    @Test
    void nobodyLeadsWhoseUpdateWasNotAccepted() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver first = fixture.join().createElectionDriver(election);
        election.awaitGrant();
        server.troubles().refuseUpdates(409);
        final RecordedElection second = new RecordedElection();
        final LeaderElectionDriver waiting = fixture.join().createElectionDriver(second);
        election.awaitRevoke();
        awaitRequests("PUT", 20);
        assertThat(second.grants()).isEmpty();
        assertThat(first.hasLeadership()).isFalse();
        assertThat(waiting.hasLeadership()).isFalse();

        server.troubles().end();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> first.hasLeadership() || waiting.hasLeadership());
        assertThat(first.hasLeadership() && waiting.hasLeadership()).isFalse();
        first.close();
        waiting.close();
    }

    /** FLINK-34007: leadership, once lost, was never regained. */
    @ParameterizedTest
    @ValueSource(ints = {409, 429, 500})
    void leadershipIsRevokedByTheRenewDeadlineAndRegainedAnyNumberOfTimes(int status)
            throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
        UUID session = election.awaitGrant();
        for (int time = 0; time < 2; time++) {
            server.troubles().refuseUpdates(status);
            election.awaitRevoke();
            assertThat(driver.hasLeadership()).isFalse();
            server.troubles().end();
            final UUID next = election.awaitGrantAfter(session);
            assertThat(LeaderEpoch.of(next)).isGreaterThan(LeaderEpoch.of(session));
            session = next;
        }
        election.assertInTurn();
        assertThat(election.errors()).isEmpty();
        driver.close();
    }

    /** Priority and fairness: a busy server answers 429 and names a time to wait. */
    @Test
    void termSurvivesAServerThatIsBusyNowAndThen() throws Exception {
        final Configuration longLease = fixture.configuration();
        longLease.set(
                KubernetesHighAvailabilityOptions.KUBERNETES_LEASE_DURATION, BUSY_SERVERS_LEASE);
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join(longLease);
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        final LeaderInformation leader = leader(election.awaitGrant());
        final RecordedWatch watch = new RecordedWatch();
        process.watch(ComponentIds.DISPATCHER, watch);
        server.troubles().refuseEverySecondUpdate(429);
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);

        watch.awaitLeader(leader);
        awaitRequests("PUT", 10);

        assertThat(driver.hasLeadership()).isTrue();
        assertThat(election.grants()).hasSize(1);
        assertThat(election.errors()).isEmpty();
        driver.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500})
    void serverThatRefusesEverythingForAWhileEndsTheTermAndNothingElse(int status)
            throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        final UUID session = election.awaitGrant();
        final RecordedWatch watch = new RecordedWatch();
        process.watch(ComponentIds.DISPATCHER, watch);
        server.troubles().refuseEverything(status);
        election.awaitRevoke();
        server.troubles().end();
        final LeaderInformation leader = leader(election.awaitGrantAfter(session));
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
        watch.awaitLeader(leader);
        assertThat(watch.errors()).isEmpty();
        assertThat(election.errors()).isEmpty();
        driver.close();
    }

    @Test
    void watchThatSaysNothingDoesNotKeepAFollowerFromTakingOver() throws Exception {
        final RecordedElection first = new RecordedElection();
        final LeaderElectionDriver leading = fixture.join().createElectionDriver(first);
        first.awaitGrant();
        server.troubles().ignoreNewWatches();
        final RecordedElection second = new RecordedElection();
        final LeaderBackend deaf = fixture.join();
        final LeaderElectionDriver waiting = deaf.createElectionDriver(second);
        final RecordedWatch watch = new RecordedWatch();
        deaf.watch(ComponentIds.DISPATCHER, watch);
        final LeaderInformation leader = leader(first.session().orElseThrow());
        leading.publishLeaderInformation(ComponentIds.DISPATCHER, leader);

        watch.awaitLeader(leader);
        assertThat(second.grants()).isEmpty();

        leading.close();
        second.awaitGrant();
        waiting.close();
    }

    @Test
    void whoFindsTheLockWithSomebodyElseLeadsNoMore() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        final LeaderInformation leader = leader(election.awaitGrant());
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
        final RecordedWatch watch = new RecordedWatch();
        process.watch(ComponentIds.DISPATCHER, watch);
        watch.awaitLeader(leader);

        fixture.change(lock -> hold(lock, "stock", "2026-01-01T00:00:00.000000Z"));

        election.awaitRevoke();
        watch.awaitNoLeader();
        // The stranger does not renew, and its record is from long ago or long to come.
        election.awaitGrantAfter(leader.getLeaderSessionID());
        election.assertInTurn();
        driver.close();
    }

    /** By the time in its record it ended long ago; by our own clock it was renewed just now. */
    @Test
    void leaseThatIsRenewedCountsWhateverTimeItNames() throws Exception {
        createLockHeldBy("stock", "2000-01-01T00:00:00.000000Z");
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
        final long start = System.nanoTime();
        int renewals = 0;
        while (System.nanoTime() - start < 2 * LEASE.toNanos()) {
            final String time = String.format("2000-01-01T00:00:%02d.000000Z", ++renewals % 60);
            fixture.change(lock -> hold(lock, "stock", time));
        }
        assertThat(election.grants()).isEmpty();

        election.awaitGrant();
        driver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]"})
    void lockThatNobodyCanReadIsTakenWhenItStaysUnchanged(String annotation) throws Exception {
        createLockHeldBy("stock", "2026-01-01T00:00:00.000000Z");
        fixture.change(
                lock -> lock.getMetadata().getAnnotations().put(LockRecord.ANNOTATION, annotation));
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
        election.awaitGrant();
        assertThat(election.errors()).isEmpty();
        driver.close();
    }

    @Test
    void deletedLockEndsTheTermAndANewOneBegins() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
        final UUID session = election.awaitGrant();
        fixture.deleteLock();
        final UUID next = election.awaitGrantAfter(session);
        assertThat(LeaderEpoch.of(next)).isGreaterThan(LeaderEpoch.of(session));
        election.assertInTurn();
        driver.close();
    }

    @Test
    void deadLeaderIsReplacedBeforeItsLeaseEnds() throws Exception {
        final ThreadLeaks threads = ThreadLeaks.since();
        final Configuration longLease = fixture.configuration();
        longLease.set(
                KubernetesHighAvailabilityOptions.KUBERNETES_LEASE_DURATION, Duration.ofHours(1));
        longLease.set(
                KubernetesHighAvailabilityOptions.KUBERNETES_RETRY_PERIOD, Duration.ofSeconds(1));
        final RecordedElection first = new RecordedElection();
        final LeaderBackend dying = fixture.join(longLease);
        dying.createElectionDriver(first);
        final UUID session = first.awaitGrant();
        final RecordedElection second = new RecordedElection();
        final LeaderElectionDriver waiting = fixture.join(longLease).createElectionDriver(second);
        await("contact").until(() -> threads.leaked().contains("olap-ha-liveness-watch"));
        await("contact").pollDelay(Duration.ofSeconds(1)).until(() -> true);

        fixture.leave(dying);

        assertThat(LeaderEpoch.of(second.awaitGrant())).isGreaterThan(LeaderEpoch.of(session));
        waiting.close();
    }

    /** Its last renewal was on its way to the standby when it died. */
    @Test
    void deadLeaderWhoseLastRenewalWasNotSeenIsReplacedBeforeItsLeaseEnds() throws Exception {
        final ThreadLeaks threads = ThreadLeaks.since();
        final Configuration longLease = fixture.configuration();
        longLease.set(
                KubernetesHighAvailabilityOptions.KUBERNETES_LEASE_DURATION, Duration.ofHours(1));
        longLease.set(
                KubernetesHighAvailabilityOptions.KUBERNETES_RETRY_PERIOD, Duration.ofSeconds(1));
        final RecordedElection first = new RecordedElection();
        final LeaderBackend dying = fixture.join(longLease);
        dying.createElectionDriver(first);
        first.awaitGrant();
        server.troubles().ignoreNewWatches();
        final RecordedElection second = new RecordedElection();
        fixture.join(longLease).createElectionDriver(second);
        await("contact").until(() -> threads.leaked().contains("olap-ha-liveness-watch"));
        await("contact").pollDelay(Duration.ofSeconds(1)).until(() -> true);
        awaitRequests("PUT", 2);

        fixture.leave(dying);

        second.awaitGrant();
    }

    /**
     * A leader that does not know yet that it was replaced announces itself after its successor.
     */
    @Test
    void announcementOfAnEarlierTermThatComesLateHidesNobody() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        final long term = LeaderEpoch.of(election.awaitGrant());
        final KubernetesConnection connection = fixture.connectionOf(process);
        final LivenessAnnouncement announcement = connection.announcement();
        final LivenessEndpoint endpoint = awaitAnnounced(connection);

        assertThat(announcement.write("earlier", term - 1, endpoint)).isFalse();
        assertThat(announcement.read(connection.identity())).contains(endpoint);
        assertThat(announcement.write("later", term + 1, endpoint)).isTrue();
        assertThat(announcement.read("later")).contains(endpoint);
        driver.close();
    }

    /** As after a backup of the API server was restored: its versions begin anew. */
    @Test
    void announcementOfATermThatNeverWasIsReplaced() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        final UUID session = election.awaitGrant();
        final KubernetesConnection connection = fixture.connectionOf(process);
        final LivenessAnnouncement announcement = connection.announcement();
        final LivenessEndpoint endpoint = awaitAnnounced(connection);
        announcement.write("restored", Long.MAX_VALUE, endpoint);

        fixture.deleteLock();
        election.awaitGrantAfter(session);

        awaitAnnounced(connection);
        driver.close();
    }

    private static LivenessEndpoint awaitAnnounced(KubernetesConnection process) {
        return await("announced")
                .until(() -> process.announcement().read(process.identity()), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void nothingIsAskedButRenewals() throws Exception {
        final LeaderBackend process = fixture.join();
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver leading = process.createElectionDriver(election);
        election.awaitGrant();
        final LeaderBackend follower = fixture.join();
        final LeaderElectionDriver waiting = follower.createElectionDriver(new RecordedElection());
        for (LeaderBackend any : List.of(process, follower)) {
            any.watch(ComponentIds.DISPATCHER, new RecordedWatch());
            any.watch(ComponentIds.RESOURCE_MANAGER, new RecordedWatch());
        }
        final LeaderInformation leader = leader(election.session().orElseThrow());
        leading.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
        await("calm").during(Duration.ofSeconds(2)).until(() -> true);
        final int before = server.troubles().requests().size();

        awaitRequests("PUT", 10);

        final List<String> requests = server.troubles().requests();
        assertThat(
                        requests.subList(before, requests.size()).stream()
                                .distinct()
                                .collect(Collectors.toList()))
                .containsExactly("PUT /api/v1/namespaces/default/configmaps/" + fixture.lockName());
        waiting.close();
        leading.close();
    }

    private void awaitRequests(String method, int more) {
        final long before = count(method);
        await(more + " requests")
                .atMost(Duration.ofSeconds(30))
                .until(() -> count(method) >= before + more);
    }

    private long count(String method) {
        return server.troubles().requests().stream()
                .filter(line -> line.startsWith(method))
                .count();
    }

    private void createLockHeldBy(String holder, String renewTime) throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        election.awaitGrant();
        driver.close();
        fixture.change(lock -> hold(lock, holder, renewTime));
    }

    private static void hold(ConfigMap lock, String holder, String renewTime) {
        lock.getMetadata()
                .getAnnotations()
                .put(LockRecord.ANNOTATION, String.format(STOCK, holder, renewTime, renewTime));
    }

    private static LeaderInformation leader(UUID session) {
        return LeaderBackendContract.leader(session, "dispatcher_0");
    }
}
