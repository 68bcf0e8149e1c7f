package dev.olapha.zookeeper;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderRetrievalBackend;
import dev.olapha.leader.LeaderWatches;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Readers that are told an error, and what they hear afterwards. */
@Timeout(120)
class RefusedReaderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void refusedReaderIsToldOnceAndSoIsWhoComesLaterAndBothHearTheLeaderWhenTheyMay()
            throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture();
                Operator operator = Operator.of(fixture.server().connectString())) {
            final LeaderInformation leader = publishedLeader(fixture);
            final String record = recordPath(fixture);
            operator.lock(record);
            final LeaderWatches watches = new LeaderWatches(fixture.join());
            final Listener first = new Listener();
            final Listener later = new Listener();

            watches.retriever(ComponentIds.DISPATCHER).start(first);
            await("a refusal").atMost(PATIENCE).until(() -> !first.errors.isEmpty());
            watches.retriever(ComponentIds.DISPATCHER).start(later);

            assertThat(later.errors).hasSize(1);
            assertThat(later.errors.get(0)).isInstanceOf(KeeperException.NoAuthException.class);
            operator.unlock(record);
            first.awaitLeader(leader);
            later.awaitLeader(leader);
            assertThat(first.errors).hasSize(1);
            final Listener last = new Listener();
            watches.retriever(ComponentIds.DISPATCHER).start(last);
            last.awaitLeader(leader);
            assertThat(last.errors).isEmpty();
            watches.close();
        }
    }

    @Test
    void connectionThatStoodIsNotReportedAsOneThatNeverStood() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final Configuration configuration = fixture.configuration();
            final Duration timeout = Duration.ofSeconds(2);
            configuration.set(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT, timeout);
            try (ZooKeeperConnection connection = ZooKeeperConnection.open(configuration)) {
                final LeaderRetrievalBackend reader =
                        ZooKeeperLeaderRetrievalBackend.start(connection);
                final RecordedWatch watch = new RecordedWatch();
                reader.watch(ComponentIds.DISPATCHER, watch);
                watch.awaitNoLeader();

                fixture.server().stop();
                await("nothing to be reported")
                        .during(timeout.plusSeconds(1))
                        .atMost(PATIENCE)
                        .until(() -> watch.errors().isEmpty());

                fixture.server().startAgain();
                watch.awaitLeader(publishedLeader(fixture));
                reader.close();
            }
        }
    }

    @Test
    void watchThatIsOpenedAfterTheReportIsToldToo() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            fixture.server().stop();
            final Configuration configuration = fixture.configuration();
            configuration.set(
                    HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT, Duration.ofSeconds(1));
            try (ZooKeeperConnection connection = ZooKeeperConnection.open(configuration)) {
                final LeaderRetrievalBackend reader =
                        ZooKeeperLeaderRetrievalBackend.start(connection);
                final RecordedWatch first = new RecordedWatch();
                reader.watch(ComponentIds.DISPATCHER, first);
                await("the report").atMost(PATIENCE).until(() -> !first.errors().isEmpty());
                final RecordedWatch later = new RecordedWatch();
                reader.watch(ComponentIds.REST_SERVER, later);
                await("the report").atMost(PATIENCE).until(() -> !later.errors().isEmpty());
                fixture.server().startAgain();
                first.awaitNoLeader();
                reader.close();
            }
        }
    }

    private static LeaderInformation publishedLeader(ZooKeeperFixture fixture) throws Exception {
        final RecordedElection election = new RecordedElection();
        final LeaderBackend process = fixture.join();
        final LeaderElectionDriver driver = process.createElectionDriver(election);
        final LeaderInformation leader =
                LeaderInformation.known(election.awaitGrant(), "pekko.tcp://flink@h:1/user/d");
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
        final RecordedWatch watch = new RecordedWatch();
        process.watch(ComponentIds.DISPATCHER, watch);
        watch.awaitLeader(leader);
        return leader;
    }

    private static String recordPath(ZooKeeperFixture fixture) {
        return fixture.server().znodes().stream()
                .filter(path -> path.endsWith("/record"))
                .findFirst()
                .orElseThrow();
    }

    private static final class Listener implements LeaderRetrievalListener {

        private final List<LeaderInformation> heard = new CopyOnWriteArrayList<>();
        private final List<Exception> errors = new CopyOnWriteArrayList<>();

        @Override
        public void notifyLeaderAddress(@Nullable String address, @Nullable UUID session) {
            heard.add(
                    session == null
                            ? LeaderInformation.empty()
                            : LeaderInformation.known(session, address));
        }

        @Override
        public void handleError(Exception error) {
            errors.add(error);
        }

        private void awaitLeader(LeaderInformation leader) {
            await("leader " + leader).atMost(PATIENCE).until(() -> heard.contains(leader));
        }
    }
}
