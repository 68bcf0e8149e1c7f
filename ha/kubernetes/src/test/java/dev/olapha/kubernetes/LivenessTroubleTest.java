package dev.olapha.kubernetes;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.testkit.leader.LeaderBackendContract;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;

import org.apache.flink.configuration.Configuration;
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

/** Liveness is a convenience: whatever happens to its Secret, the election goes on as without. */
@Timeout(180)
class LivenessTroubleTest {

    private static final Duration LEASE = Duration.ofMillis(4_500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Predicate<ApiCall> SECRETS = call -> call.isFor("secrets");
    private static final Predicate<ApiCall> RENEWALS = call -> call.is("PUT", "configmaps");

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

    /** The first request after the one that won was one about the Secret, and nothing ran out. */
    @Test
    void leaderThatIsCutOffRightAfterItWonIsRevokedByTheDeadline() throws Exception {
        try (Relay relay = Relay.to(server.port())) {
            final Configuration behindRelay = fixture.configuration();
            behindRelay.set(
                    KubernetesConfigOptions.KUBE_CONFIG_FILE,
                    server.kubeConfig(relay.port()).toString());
            server.troubles().at(SECRETS, relay::cutOff);
            final RecordedElection first = new RecordedElection();
            final LeaderElectionDriver cutOff =
                    fixture.join(behindRelay).createElectionDriver(first);
            first.awaitGrant();
            final RecordedElection second = new RecordedElection();
            final LeaderElectionDriver other = fixture.join().createElectionDriver(second);

            await("the second leads")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(
                            () -> {
                                final boolean leads = other.hasLeadership();
                                assertThat(leads && cutOff.hasLeadership())
                                        .as("two lead at once")
                                        .isFalse();
                                return leads;
                            });

            assertThat(first.session()).as("of the one that is cut off").isEmpty();
            first.assertInTurn();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void secretsThatAreRefusedDoNotKeepALeaderFromLeading(int status) throws Exception {
        try (LoggedLines log = LoggedLines.collect()) {
            server.troubles().refuse(SECRETS, status);
            assertElectsPublishesAndRenews();
            assertThat(log.containing("did not take part in the election")).isEmpty();
            await("said")
                    .atMost(PATIENCE)
                    .until(() -> log.containing("leader-liveness"), lines -> !lines.isEmpty());
            assertThat(log.containing("leader-liveness")).hasSize(1);
        }
    }

    @Test
    void secretsThatAreNotAnsweredDoNotKeepALeaderFromLeading() throws Exception {
        try (LoggedLines log = LoggedLines.collect()) {
            server.troubles().hold(SECRETS);
            assertElectsPublishesAndRenews();
            await("said")
                    .atMost(PATIENCE)
                    .until(() -> log.containing("leader-liveness"), lines -> !lines.isEmpty());
            assertThat(log.containing("leader-liveness")).hasSize(1);
        }
    }

    private void assertElectsPublishesAndRenews() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        final LeaderInformation leader =
                LeaderBackendContract.leader(election.awaitGrant(), "dispatcher_0");
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
        final RecordedWatch watch = new RecordedWatch();
        fixture.join().watch(ComponentIds.DISPATCHER, watch);
        watch.awaitLeader(leader);
        awaitRenewals(10);
        assertThat(driver.hasLeadership()).isTrue();
        assertThat(election.grants()).hasSize(1);
        assertThat(election.errors()).isEmpty();
    }

    @Test
    void standbyWhoseLookAtTheSecretIsNotAnsweredTakesOverAllTheSame() throws Exception {
        final RecordedElection first = new RecordedElection();
        final LeaderElectionDriver leading = fixture.join().createElectionDriver(first);
        first.awaitGrant();
        await("announced")
                .atMost(PATIENCE)
                .until(() -> server.troubles().count(SECRETS.and(ApiCall::isWrite)) > 0);
        server.troubles().hold(SECRETS);
        final RecordedElection second = new RecordedElection();
        fixture.join().createElectionDriver(second);
        final long before = server.troubles().count(SECRETS);
        await("a look").atMost(PATIENCE).until(() -> server.troubles().count(SECRETS) > before);

        leading.close();

        second.awaitGrant();
    }

    private void awaitRenewals(int more) {
        final long before = server.troubles().count(RENEWALS);
        await(more + " renewals")
                .atMost(PATIENCE)
                .until(() -> server.troubles().count(RENEWALS) >= before + more);
    }
}
