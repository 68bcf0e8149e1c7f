package dev.olapha.kubernetes;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderRetrievalBackend;
import dev.olapha.testkit.leader.LeaderBackendContract;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;
import dev.olapha.testkit.threads.ThreadLeaks;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever fails is said once and asked again after a pause, however fast the answer comes. */
@Timeout(180)
class LoopTroubleTest {

    private static final Duration LEASE = Duration.ofMillis(1_500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of requests that fail: pauses of 50 ms, growing to 2 s, leave room for fewer. */
    private static final int FEW = 12;

    private static final Duration A_WHILE = Duration.ofSeconds(6);

    private static final Predicate<ApiCall> ANY = call -> true;
    private static final Predicate<ApiCall> WATCHES = ApiCall::isWatch;
    private static final Predicate<ApiCall> UPDATES = call -> call.is("PUT", "configmaps");

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

    /** Nobody leads, and the API server has forgotten the version of the object. */
    @Test
    void readerThatIsToldGoneBeginsWithoutAVersion() throws Exception {
        leaveALockThatNobodyHolds();
        server.objects().forgetHistory();
        final LeaderBackend reader = fixture.join();
        final RecordedWatch watch = new RecordedWatch();
        reader.watch(ComponentIds.DISPATCHER, watch);
        final long before = server.troubles().count(ANY);

        assertFewCallsMoreThan(before);

        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
        final LeaderInformation leader =
                LeaderBackendContract.leader(election.awaitGrant(), "dispatcher_0");
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
        watch.awaitLeader(leader);
        assertThat(watch.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410, 429, 500, 503})
    void watchThatIsRefusedIsAskedForAgainAfterAGrowingPause(int status) throws Exception {
        leaveALockThatNobodyHolds();
        server.troubles().refuse(WATCHES, status);
        final LeaderBackend reader = fixture.join();
        final RecordedWatch watch = new RecordedWatch();
        reader.watch(ComponentIds.DISPATCHER, watch);
        await("refused").atMost(PATIENCE).until(() -> server.troubles().count(WATCHES) > 0);
        final long before = server.troubles().count(WATCHES);

        await("a while").during(A_WHILE).atMost(PATIENCE).until(() -> true);

        assertThat(server.troubles().count(WATCHES) - before).isBetween(2L, (long) FEW);
    }

    /** As a proxy does that accepts every watch and ends it at once. */
    @Test
    void watchThatEndsAtOnceIsBegunAgainAfterAGrowingPause() throws Exception {
        leaveALockThatNobodyHolds();
        server.troubles().endEveryWatchAtOnce();
        fixture.join().watch(ComponentIds.DISPATCHER, new RecordedWatch());
        final long before = server.troubles().count(WATCHES);

        await("a while").during(A_WHILE).atMost(PATIENCE).until(() -> true);

        assertThat(server.troubles().count(WATCHES) - before).isBetween(2L, (long) FEW);
    }

    @Test
    void jobManagerWhoseNamespaceIsNotThereEndsWithASentence() throws Exception {
        final Configuration typo = fixture.configuration();
        typo.set(KubernetesConfigOptions.NAMESPACE, "typo");
        server.objects().removeNamespace("typo");
        final RecordedElection election = new RecordedElection();
        fixture.join(typo).createElectionDriver(election);

        await("the end").atMost(PATIENCE).until(() -> !election.errors().isEmpty());

        assertThat(election.errors().get(0).getCause())
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll("'kubernetes.namespace: typo'", "not found", "allowed");
        final long before = server.troubles().count(ANY);
        await("silence")
                .during(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> server.troubles().count(ANY) == before);
    }

    @Test
    void namespaceThatGoesIsSaidOnceAndAskedForAfterAGrowingPause() throws Exception {
        try (LoggedLines log = LoggedLines.collect()) {
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
            election.awaitGrant();
            final Predicate<ApiCall> writes = call -> call.isWrite() && call.isFor("configmaps");
            server.objects().removeNamespace("default");
            fixture.deleteLock();
            election.awaitRevoke();
            final long before = server.troubles().count(writes);

            await("a while").during(A_WHILE).atMost(PATIENCE).until(() -> true);

            assertThat(server.troubles().count(writes) - before).isBetween(2L, (long) FEW);
            assertThat(log.containing("did not take part in the election")).hasSize(1);
            assertThat(log.containing("answers again")).isEmpty();

            server.objects().addNamespace("default");
            await("leadership").atMost(PATIENCE).until(driver::hasLeadership);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 500})
    void writesThatAreRefusedAreRepeatedAfterAGrowingPause(int status) throws Exception {
        final RecordedElection election = new RecordedElection();
        fixture.join().createElectionDriver(election);
        election.awaitGrant();
        server.troubles().refuseUpdates(status);
        election.awaitRevoke();
        await("the last pause").during(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> true);
        final long before = server.troubles().count(UPDATES);

        await("a while").during(A_WHILE).atMost(PATIENCE).until(() -> true);

        assertThat(server.troubles().count(UPDATES) - before).isBetween(1L, (long) FEW);
    }

    /** Nobody holds the lock, and every event would be a reason to try again at once. */
    @Test
    void freeLockThatCannotBeTakenIsTriedForAfterAGrowingPause() throws Exception {
        leaveALockThatNobodyHolds();
        server.troubles().refuseUpdates(409);
        final RecordedElection election = new RecordedElection();
        fixture.join().createElectionDriver(election);
        await("a try").atMost(PATIENCE).until(() -> server.troubles().count(UPDATES) > 0);
        final long before = server.troubles().count(UPDATES);

        await("a while").during(A_WHILE).atMost(PATIENCE).until(() -> true);

        // Two at once, and then pauses of 200 ms, growing to 2 s.
        assertThat(server.troubles().count(UPDATES) - before).isBetween(2L, 2L * FEW);
        server.troubles().end();
        election.awaitGrant();
    }

    /** A hung load balancer: the connection is accepted, the watch's request is not answered. */
    @Test
    void watchWhoseOpeningIsNotAnsweredTellsWhatWasReadAndEndsWithItsConnection() throws Exception {
        final ThreadLeaks threads = ThreadLeaks.since();
        leaveALockThatNobodyHolds();
        server.troubles().hold(WATCHES);
        final long before = server.troubles().count(WATCHES);
        final LeaderBackend reader = fixture.join();
        final RecordedWatch watch = new RecordedWatch();
        reader.watch(ComponentIds.DISPATCHER, watch);
        watch.awaitNoLeader();
        await("asked again after the limit")
                .atMost(PATIENCE)
                .until(() -> server.troubles().count(WATCHES) >= before + 3);

        fixture.leave(reader);

        await("no thread left")
                .atMost(PATIENCE)
                .until(() -> threads.leaked().stream().noneMatch(LoopTroubleTest::isOurs));
    }

    private static boolean isOurs(String thread) {
        return thread.startsWith("olap-ha")
                || thread.startsWith("OkHttp")
                || thread.startsWith("kubernetes");
    }

    /** A client with a wrong token: whoever asks later is told as well. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void readerThatIsRefusedIsToldHoweverLateItAsks(int status) throws Exception {
        server.troubles().refuseEverything(status);
        try (KubernetesConnection connection = KubernetesConnection.open(fixture.configuration())) {
            final LeaderRetrievalBackend backend =
                    KubernetesLeaderRetrievalBackend.start(connection);
            await("refused").atMost(PATIENCE).until(() -> server.troubles().count(ANY) >= 3);
            final RecordedWatch late = new RecordedWatch();
            backend.watch(ComponentIds.DISPATCHER, late);

            await("told").atMost(PATIENCE).until(() -> !late.errors().isEmpty());
            assertThat(late.errors().get(0)).hasMessageContaining(fixture.lockName());

            server.troubles().end();
            late.awaitNoLeader();
            final RecordedWatch afterwards = new RecordedWatch();
            backend.watch(ComponentIds.DISPATCHER, afterwards);
            afterwards.awaitNoLeader();
            assertThat(afterwards.errors()).isEmpty();
        }
    }

    /** Flink ends a TaskManager that is told of an error, and a JobManager, too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneRequestAtTheStartThatIsNotAnsweredIsToldToNobody(boolean watch) throws Exception {
        server.troubles().holdNext(watch ? WATCHES : call -> call.is("GET", "configmaps"));
        try (KubernetesConnection connection = KubernetesConnection.open(fixture.configuration())) {
            final RecordedWatch reader = new RecordedWatch();
            KubernetesLeaderRetrievalBackend.start(connection)
                    .watch(ComponentIds.DISPATCHER, reader);
            reader.awaitNoLeader();
            await("a watch that stands")
                    .atMost(PATIENCE)
                    .until(() -> server.troubles().count(WATCHES) > (watch ? 1 : 0));
            assertThat(reader.errors()).isEmpty();
        }
    }

    private void assertFewCallsMoreThan(long before) {
        await("a while").during(A_WHILE).atMost(PATIENCE).until(() -> true);
        assertThat(server.troubles().count(ANY) - before).isLessThan(FEW);
    }

    private void leaveALockThatNobodyHolds() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        election.awaitGrant();
        driver.close();
        fixture.leave(process);
    }
}
