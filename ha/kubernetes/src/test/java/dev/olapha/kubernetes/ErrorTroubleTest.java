package dev.olapha.kubernetes;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.testkit.leader.LeaderBackendContract;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderelection.LeaderInformationRegister;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is thrown where nobody catches it, and what outlives whoever started it. */
@Timeout(120)
class ErrorTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private MockApiServer server;
    private KubernetesFixture fixture;

    @BeforeEach
    void start() {
        server = MockApiServer.start();
        fixture = new KubernetesFixture(server.kubeConfig(), server, Duration.ofSeconds(3));
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    /** It would else end a thread, and this process would lead without knowing it. */
    @Test
    void errorOutOfAGrantIsToldAndEndsTheTerm() throws Exception {
        final FailingElection election = new FailingElection();
        final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);

        await("told").atMost(PATIENCE).until(() -> !election.errors.isEmpty());

        assertThat(election.errors.get(0)).hasRootCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(driver.hasLeadership()).isFalse();
        assertThat(election.revokes).isEqualTo(1);
    }

    @Test
    void listenerThatThrowsIsToldAndKeepsNobodyFromHearing() throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        final UUID session = election.awaitGrant();
        final FailingWatch failing = new FailingWatch();
        final RecordedWatch other = new RecordedWatch();
        process.watch(ComponentIds.DISPATCHER, failing);
        process.watch(ComponentIds.DISPATCHER, other);

        for (String endpoint : List.of("dispatcher_0", "dispatcher_1")) {
            final LeaderInformation leader = LeaderBackendContract.leader(session, endpoint);
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
            other.awaitLeader(leader);
            await("the failing one hears")
                    .atMost(PATIENCE)
                    .until(() -> failing.heard.contains(leader));
        }

        assertThat(failing.errors).isNotEmpty();
        assertThat(other.errors()).isEmpty();
    }

    /** fabric8 #6464: a client whose main had returned lived on for a minute. */
    @Test
    void noThreadKeepsAProcessAlive() throws Exception {
        final Set<Thread> before = Thread.getAllStackTraces().keySet();
        final LeaderBackend process = fixture.join();
        final RecordedElection election = new RecordedElection();
        process.createElectionDriver(election);
        election.awaitGrant();
        final RecordedWatch watch = new RecordedWatch();
        process.watch(ComponentIds.DISPATCHER, watch);
        watch.awaitNoLeader();

        assertThat(
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !before.contains(thread))
                                .filter(thread -> !thread.isDaemon())
                                .map(Thread::getName)
                                .collect(Collectors.toList()))
                .isEmpty();
    }

    private static final class FailingElection implements LeaderElectionDriver.Listener {

        private final List<Throwable> errors = new CopyOnWriteArrayList<>();
        private volatile int revokes;

        @Override
        public void onGrantLeadership(UUID sessionId) {
            throw new NoClassDefFoundError("as after a jar was replaced");
        }

        @Override
        public void onRevokeLeadership() {
            revokes++;
        }

        @Override
        public void onLeaderInformationChange(String componentId, LeaderInformation leader) {}

        @Override
        public void onLeaderInformationChange(LeaderInformationRegister register) {}

        @Override
        public void onError(Throwable error) {
            errors.add(error);
        }
    }

    private static final class FailingWatch implements LeaderWatch.Listener {

        private final List<LeaderInformation> heard = new CopyOnWriteArrayList<>();
        private final List<Exception> errors = new CopyOnWriteArrayList<>();

        @Override
        public void onLeader(LeaderInformation leader) {
            heard.add(leader);
            throw new NoClassDefFoundError("as after a jar was replaced");
        }

        @Override
        public void onError(Exception error) {
            errors.add(error);
        }
    }
}
