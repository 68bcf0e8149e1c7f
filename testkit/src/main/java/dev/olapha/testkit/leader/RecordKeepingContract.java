package dev.olapha.testkit.leader;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import static dev.olapha.testkit.leader.LeaderBackendContract.leader;
import static org.assertj.core.api.Assertions.assertThat;

/** What a backend promises whose records lie where others can write. */
@Timeout(120)
public interface RecordKeepingContract {

    DamagingFixture newFixture() throws Exception;

    static Stream<byte[]> hostileRecords() throws IOException {
        return Stream.of(
                new byte[0],
                "olapha-leader 1\nsession ".getBytes(StandardCharsets.UTF_8),
                "olapha-leader 1\nsession not-a-uuid\naddress x\n".getBytes(StandardCharsets.UTF_8),
                new byte[100_000],
                new byte[] {(byte) 0xc3, (byte) 0x28, 0, 1, 2},
                serialized(new Tripwire()));
    }

    @ParameterizedTest
    @MethodSource("hostileRecords")
    default void damagedRecordIsWrittenAgainAndNobodyBelievesIt(byte[] bytes) throws Exception {
        try (DamagingFixture fixture = newFixture()) {
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
            final LeaderBackend reader = fixture.join();
            final RecordedWatch watch = new RecordedWatch();
            reader.watch(ComponentIds.DISPATCHER, watch);
            final LeaderInformation leader = leader(election.awaitGrant(), "dispatcher_0");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
            watch.awaitLeader(leader);

            fixture.overwriteRecord(ComponentIds.DISPATCHER, bytes);

            final RecordedWatch afterwards = new RecordedWatch();
            fixture.join().watch(ComponentIds.DISPATCHER, afterwards);
            afterwards.awaitLeader(leader);
            watch.awaitLeader(leader);
            assertThat(watch.errors()).isEmpty();
            assertThat(watch.heard())
                    .allSatisfy(heard -> assertThat(heard).isIn(leader, LeaderInformation.empty()));
            assertThat(Tripwire.DESERIALIZED).isFalse();
            assertThat(election.errors()).isEmpty();
            driver.close();
        }
    }

    @Test
    default void deletedRecordIsWrittenAgain() throws Exception {
        try (DamagingFixture fixture = newFixture()) {
            final LeaderBackend reader = fixture.join();
            final RecordedWatch watch = new RecordedWatch();
            reader.watch(ComponentIds.DISPATCHER, watch);
            // A later term finds places for its records, the first one has to make them.
            final RecordedElection earlier = new RecordedElection();
            final LeaderElectionDriver replaced = fixture.join().createElectionDriver(earlier);
            final LeaderInformation first = leader(earlier.awaitGrant(), "dispatcher_0");
            replaced.publishLeaderInformation(ComponentIds.DISPATCHER, first);
            watch.awaitLeader(first);
            replaced.close();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
            final UUID session = election.awaitGrant();
            final LeaderInformation leader = leader(session, "dispatcher_0");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
            watch.awaitLeader(leader);

            fixture.deleteRecord(ComponentIds.DISPATCHER);

            final RecordedWatch afterwards = new RecordedWatch();
            fixture.join().watch(ComponentIds.DISPATCHER, afterwards);
            afterwards.awaitLeader(leader);
            assertThat(driver.hasLeadership()).isTrue();
            driver.close();
        }
    }

    private static byte[] serialized(Serializable object) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    /** Gives itself away when somebody deserializes it. */
    final class Tripwire implements Serializable {

        private static final long serialVersionUID = 1L;

        static final AtomicBoolean DESERIALIZED = new AtomicBoolean();

        private void readObject(java.io.ObjectInputStream in)
                throws IOException, ClassNotFoundException {
            DESERIALIZED.set(true);
            in.defaultReadObject();
        }
    }
}
