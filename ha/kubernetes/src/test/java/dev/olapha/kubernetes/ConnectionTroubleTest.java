package dev.olapha.kubernetes;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.testkit.leader.LeaderBackendContract;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.configuration.KubernetesHighAvailabilityOptions;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connections that die without a word and answers that do not come, with the default times of a
 * lease: 15, 10 and 2 seconds.
 */
@Timeout(180)
class ConnectionTroubleTest {

    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Predicate<ApiCall> RENEWALS = call -> call.is("PUT", "configmaps");

    private MockApiServer server;
    private Relay relay;
    private KubernetesFixture fixture;

    @BeforeEach
    void start() {
        server = MockApiServer.start();
        relay = Relay.to(server.port());
        fixture = new KubernetesFixture(server.kubeConfig(), server, DEFAULT_LEASE);
    }

    @AfterEach
    void stop() throws Exception {
        server.troubles().end();
        relay.close();
        fixture.close();
    }

    private LeaderBackend joinBehindRelay() {
        final Configuration configuration = fixture.configuration();
        configuration.set(
                KubernetesConfigOptions.KUBE_CONFIG_FILE,
                server.kubeConfig(relay.port()).toString());
        return fixture.join(configuration);
    }

    /** A node in front of the API server loses power; new connections take another way. */
    @Test
    void leaderWhoseConnectionsFreezeKeepsItsOffice() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = joinBehindRelay().createElectionDriver(election);
        election.awaitGrant();
        awaitCalls(RENEWALS, 2);

        relay.freeze();

        awaitCalls(RENEWALS, 3);
        assertThat(driver.hasLeadership()).isTrue();
        assertThat(election.grants()).as("no change").hasSize(1);
        assertThat(election.session()).isPresent();
    }

    @Test
    void standbyWhoseConnectionsFreezeTakesOver() throws Exception {
        final RecordedElection first = new RecordedElection();
        final LeaderElectionDriver leading = fixture.join().createElectionDriver(first);
        first.awaitGrant();
        final RecordedElection second = new RecordedElection();
        joinBehindRelay().createElectionDriver(second);
        awaitCalls(RENEWALS, 3);

        relay.freeze();
        leading.close();

        await("the standby leads").atMost(PATIENCE).until(() -> second.session().isPresent());
    }

    @Test
    void readerWhoseConnectionsFreezeHearsOfTheNextLeader() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
        final LeaderInformation before =
                LeaderBackendContract.leader(election.awaitGrant(), "dispatcher_0");
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, before);
        final RecordedWatch watch = new RecordedWatch();
        joinBehindRelay().watch(ComponentIds.DISPATCHER, watch);
        watch.awaitLeader(before);

        relay.freeze();
        final LeaderInformation after =
                LeaderBackendContract.leader(election.session().orElseThrow(), "dispatcher_1");
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, after);

        await("the new record").atMost(PATIENCE).until(() -> watch.leader().equals(after));
        assertThat(watch.errors()).isEmpty();
    }

    /** controller-runtime #3027: one renewal is not answered in time, all others are at once. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneSlowAnswerDoesNotCostTheOffice(boolean written) throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
        election.awaitGrant();
        awaitCalls(RENEWALS, 1);

        if (written) {
            server.troubles().holdNextAnswer(RENEWALS);
        } else {
            server.troubles().holdNext(RENEWALS);
        }

        // With one that waits for 10 s, and that is the deadline, there is none but the next term.
        awaitCalls(RENEWALS, 5);
        assertThat(driver.hasLeadership()).isTrue();
        assertThat(election.grants()).as("no change").hasSize(1);
        assertThat(election.session()).isPresent();
    }

    /** The write that won was done, and its answer did not come. */
    @Test
    void winnerThatIsNotToldRecognizesItsOwnWrite() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        server.troubles().holdNextAnswer(call -> call.is("POST", "configmaps"));
        final LeaderElectionDriver driver = process.createElectionDriver(election);

        await("leadership before the lease that it wrote has ended")
                .atMost(DEFAULT_LEASE)
                .until(() -> election.session().isPresent());
        assertThat(driver.hasLeadership()).isTrue();
    }

    /** fabric8 asks ten times inside one call, and OkHttp once more; the election has a clock. */
    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void requestIsSentOnceAndNotRepeatedBeneathTheElection(int status) throws Exception {
        final Configuration patient = fixture.configuration();
        patient.set(
                KubernetesHighAvailabilityOptions.KUBERNETES_RETRY_PERIOD, Duration.ofSeconds(8));
        final LeaderBackend process = fixture.join(patient);
        final RecordedElection election = new RecordedElection();
        process.createElectionDriver(election);
        election.awaitGrant();
        final long renewals = server.troubles().count(RENEWALS);
        server.troubles().refuse(RENEWALS, status);

        awaitCalls(RENEWALS, 1);

        await("nothing more")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.troubles().count(RENEWALS) == renewals + 1);
    }

    /**
     * All requests would share one HTTP/2 connection, and one that is cancelled because it was not
     * answered would leave it there for the next: 45 s until its pings have failed.
     */
    @Test
    void electionOffersNoHttp2(@TempDir Path directory) throws Exception {
        try (TlsGreetings greetings = TlsGreetings.start(directory)) {
            final Configuration overTls = fixture.configuration();
            final Path kubeConfig = directory.resolve("kube-config");
            Files.writeString(
                    kubeConfig,
                    Files.readString(server.kubeConfig(greetings.port()))
                            .replace(
                                    "server: http:",
                                    "insecure-skip-tls-verify: true\n    server: https:"));
            overTls.set(KubernetesConfigOptions.KUBE_CONFIG_FILE, kubeConfig.toString());
            try (KubernetesConnection connection = KubernetesConnection.open(overTls)) {
                await("a greeting").atMost(PATIENCE).until(() -> !greetings.offers().isEmpty());
            }
            assertThat(greetings.offers()).allSatisfy(one -> assertThat(one).doesNotContain("h2"));
        }
    }

    private void awaitCalls(Predicate<ApiCall> calls, int more) {
        final long before = server.troubles().count(calls);
        await(more + " requests")
                .atMost(PATIENCE)
                .until(() -> server.troubles().count(calls) >= before + more);
    }
}
