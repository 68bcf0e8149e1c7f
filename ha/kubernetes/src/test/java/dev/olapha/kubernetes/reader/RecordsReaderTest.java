package dev.olapha.kubernetes.reader;

import dev.olapha.leader.LeaderRecord;
import dev.olapha.machine.Action;
import dev.olapha.machine.Event;
import dev.olapha.machine.Refusal;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class RecordsReaderTest {

    private static final long SECOND = 1_000_000_000L;

    private final RecordsReader reader =
            new RecordsReader(
                    "lock",
                    ReaderTimes.of(
                            Duration.ofSeconds(15), Duration.ofSeconds(3), Duration.ofSeconds(2)),
                    () -> 0);
    private final Done done = new Done();

    private long now;

    @BeforeEach
    void start() {
        on(Event.started());
    }

    private void on(Event<PublishedRecords> event) {
        done.clear();
        reader.on(event, now).forEach(action -> action.by(done));
    }

    @Test
    void readsThenWatchesFromThereAndTells() {
        assertThat(done.requests).containsExactly("1 READ");
        on(Event.answered(1, led(10, "a #1", 5)));

        assertThat(done.requests).containsExactly("2 WATCH_FROM 10");
        assertThat(done.told).containsExactly("leaders {dispatcher=5}");
    }

    @Test
    void watchesWithoutAVersionWhereThereIsNoObject() {
        on(Event.answered(1, PublishedRecords.missing(0)));

        assertThat(done.requests).containsExactly("2 WATCH");
        assertThat(done.told).containsExactly("leaders {}");
    }

    @Test
    void whatHasNotChangedIsNotToldAgain() {
        follow(led(10, "a #1", 5));
        on(Event.changed(2, led(11, "a #1", 5)));
        assertThat(done.told).isEmpty();

        on(Event.changed(2, led(12, "b #2", 12)));
        assertThat(done.told).containsExactly("leaders {dispatcher=12}");
    }

    /** kubernetes #102464 and what follows: asked for the same version it is 410 for ever. */
    @Test
    void afterGoneReadsAfterAPauseAndWatchesWithoutAVersion() {
        on(Event.answered(1, led(10, "a #1", 5)));
        on(Event.ended(2, Refusal.of(Refusal.Kind.GONE, "410")));
        assertThat(done.requests).isEmpty();
        assertThat(done.alarms).containsExactly("try again at 125 ms");

        on(Event.rang("try again"));
        on(Event.answered(3, led(10, "a #1", 5)));
        assertThat(done.requests).containsExactly("4 WATCH");
    }

    @ParameterizedTest
    @EnumSource(Refusal.Kind.class)
    void pausesGrowWhateverTheAnswer(Refusal.Kind kind) {
        final List<String> pauses = new ArrayList<>();
        for (long id = 1; id <= 7; id++) {
            on(Event.refused(id, Refusal.of(kind, "no")));
            assertThat(done.requests).isEmpty();
            pauses.addAll(done.alarms);
            on(Event.rang("try again"));
            assertThat(done.requests).hasSize(1);
        }
        assertThat(pauses)
                .startsWith(
                        "try again at 125 ms",
                        "try again at 250 ms",
                        "try again at 500 ms",
                        "try again at 1000 ms",
                        "try again at 2000 ms");
        final boolean needsSomebody = Refusal.of(kind, "no").needsSomebody();
        assertThat(pauses.get(6))
                .isEqualTo(needsSomebody ? "try again at 8000 ms" : "try again at 2000 ms");
    }

    @Test
    void whatIsNotAllowedIsToldAtOnceLoggedOnceAndTakenBack() {
        on(Event.refused(1, Refusal.of(Refusal.Kind.NOT_ALLOWED, "403")));
        assertThat(done.told).containsExactly("obstacle 403");
        assertThat(done.said).hasSize(1);
        on(Event.rang("try again"));
        on(Event.refused(2, Refusal.of(Refusal.Kind.NOT_ALLOWED, "403")));
        assertThat(done.told).isEmpty();
        assertThat(done.said).isEmpty();

        on(Event.rang("try again"));
        on(Event.answered(3, led(10, "a #1", 5)));
        assertThat(done.told).containsExactly("no obstacle", "leaders {dispatcher=5}");
    }

    @Test
    void anOutageIsToldIfNothingIsKnownAfterAWhile() {
        on(Event.refused(1, Refusal.of(Refusal.Kind.UNKNOWN, "down")));
        assertThat(done.told).isEmpty();
        assertThat(done.said).hasSize(1);
        on(Event.rang("try again"));
        now = 21 * SECOND;
        on(Event.refused(2, Refusal.of(Refusal.Kind.UNKNOWN, "down")));
        assertThat(done.told).containsExactly("obstacle down");
    }

    @Test
    void anOutageOfWhatIsKnownIsLoggedAndNotTold() {
        follow(led(10, "a #1", 5));
        on(Event.ended(2, Refusal.of(Refusal.Kind.UNKNOWN, "reset")));
        on(Event.rang("try again"));
        on(Event.refused(3, Refusal.of(Refusal.Kind.UNAVAILABLE, "503")));

        assertThat(done.told).isEmpty();
        assertThat(done.said).hasSize(1);
    }

    @Test
    void watchThatIsNotHeardForALeaseIsHeldAgainstARead() {
        follow(PublishedRecords.missing(0));
        assertThat(done.alarms).containsExactly("look for silence at 15000 ms");
        now = 15 * SECOND;
        on(Event.rang("look for silence"));
        assertThat(done.requests).containsExactly("3 READ");

        on(Event.answered(3, led(20, "a #1", 20)));
        assertThat(done.told).containsExactly("leaders {dispatcher=20}");
        assertThat(done.requests).containsExactly("unwatch 2", "4 WATCH_FROM 20");
    }

    @Test
    void watchThatHasMissedNothingIsKept() {
        follow(led(10, "a #1", 5));
        now = 15 * SECOND;
        on(Event.rang("look for silence"));
        on(Event.answered(3, led(10, "a #1", 5)));
        assertThat(done.requests).isEmpty();
    }

    @Test
    void silenceOfAWatchThatWasHeardIsBelievedForAMinuteWhileNobodyLeads() {
        follow(led(10, "a #1", 5));
        on(Event.changed(2, PublishedRecords.of(11, "", new TreeMap<>())));
        assertThat(done.alarms).containsExactly("look for silence at 60000 ms");
    }

    @Test
    void openingThatIsNotAnsweredIsTriedAgain() {
        on(Event.answered(1, led(10, "a #1", 5)));
        on(Event.ended(2, Refusal.of(Refusal.Kind.UNKNOWN, "no answer within 3000 ms")));
        assertThat(done.alarms).containsExactly("try again at 125 ms");
        assertThat(done.said).hasSize(1);
    }

    /** A cache that is behind tells the same. */
    @Test
    void lowerVersionOfAWatchIsNotBelievedButAsked() {
        follow(led(10, "a #1", 9));
        on(Event.changed(2, led(8, "b #1", 7)));
        assertThat(done.told).isEmpty();
        on(Event.rang("try again"));
        assertThat(done.requests).containsExactly("3 READ");
        on(Event.answered(3, led(10, "a #1", 9)));
        assertThat(done.told).isEmpty();
    }

    @Test
    void lowerVersionOfAReadProvesThatHistoryWentBack() {
        follow(led(738, "a #9", 700));
        on(Event.ended(2, Refusal.of(Refusal.Kind.UNKNOWN, "reset")));
        on(Event.rang("try again"));
        on(Event.answered(3, led(212, "b #2", 200)));

        assertThat(done.told).containsExactly("epochs void", "leaders {dispatcher=200}");
        assertThat(done.said).hasSize(1).first().asString().contains("went back");
    }

    /** The watch told of more while the read was on its way. */
    @Test
    void readThatWasSentBeforeTheHigherVersionWasKnownProvesNothing() {
        follow(led(10, "a #1", 5));
        now = 15 * SECOND;
        on(Event.rang("look for silence"));
        on(Event.changed(2, led(12, "b #2", 12)));
        on(Event.answered(3, led(11, "a #1", 5)));
        assertThat(done.told).isEmpty();
    }

    @Test
    void lowerEpochOfAnotherTermIsRefusedUntilAReadStandsByItForALease() {
        follow(led(10, "b #2", 9));
        on(Event.changed(2, led(11, "c #3", 5)));
        assertThat(done.told).containsExactly("leaders {}");
        on(Event.changed(2, led(12, "c #3", 5)));
        assertThat(done.told).isEmpty();

        now = 16 * SECOND;
        on(Event.rang("look for silence"));
        on(Event.answered(3, led(13, "c #3", 5)));
        assertThat(done.told).containsExactly("epochs void", "leaders {dispatcher=5}");
    }

    @Test
    void forgedEpochIsGivenUpWhenTheSameTermRepairsItsRecord() {
        follow(led(10, "a #1", 5));
        on(Event.changed(2, led(11, "a #1", Long.MAX_VALUE)));
        on(Event.changed(2, led(12, "a #1", 5)));
        assertThat(done.told).containsExactly("epochs void", "leaders {dispatcher=5}");
    }

    @Test
    void recordThatCannotBeReadCountsAsNoLeaderAndIsLoggedOnce() {
        follow(led(10, "a #1", 5));
        final SortedMap<String, String> garbled = new TreeMap<>();
        garbled.put("dispatcher", "garbage");
        on(Event.changed(2, PublishedRecords.of(11, "a #1", garbled)));
        assertThat(done.told).containsExactly("leaders {}");
        assertThat(done.said).hasSize(1);
        on(Event.changed(2, PublishedRecords.of(12, "a #1", garbled)));
        assertThat(done.said).isEmpty();
    }

    private void follow(PublishedRecords state) {
        on(Event.answered(1, state));
        on(Event.opened(2));
    }

    private static PublishedRecords led(long version, String term, long epoch) {
        final SortedMap<String, String> records = new TreeMap<>();
        records.put(
                "dispatcher",
                new String(
                        LeaderRecord.encode(LeaderInformation.known(new UUID(epoch, 1), "address")),
                        StandardCharsets.UTF_8));
        return PublishedRecords.of(version, term, records);
    }

    /** What one event has led to. */
    private final class Done
            implements Action.Performer<ObjectRequest, RecordsListener>, RecordsListener {

        private final List<String> requests = new ArrayList<>();
        private final List<String> alarms = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final List<String> said = new ArrayList<>();

        private void clear() {
            requests.clear();
            alarms.clear();
            told.clear();
            said.clear();
        }

        @Override
        public void send(long id, ObjectRequest request, Duration limit) {
            requests.add(id + " " + request);
        }

        @Override
        public void watch(long id, ObjectRequest request, Duration limit) {
            requests.add(id + " " + request);
        }

        @Override
        public void unwatch(long id) {
            requests.add("unwatch " + id);
        }

        @Override
        public void alarm(String name, long at) {
            alarms.add(name + " at " + (at - now) / 1_000_000 + " ms");
        }

        @Override
        public void tell(Consumer<RecordsListener> call) {
            call.accept(this);
        }

        @Override
        public void say(Action.Level level, String text) {
            if (level != Action.Level.DEBUG) {
                said.add(text);
            }
        }

        @Override
        public void onLeaders(SortedMap<String, LeaderInformation> leaders) {
            final SortedMap<String, Long> epochs = new TreeMap<>();
            leaders.forEach(
                    (component, leader) ->
                            epochs.put(
                                    component,
                                    leader.getLeaderSessionID().getMostSignificantBits()));
            told.add("leaders " + epochs);
        }

        @Override
        public void onEpochsVoid() {
            told.add("epochs void");
        }

        @Override
        public void onObstacle(Refusal refusal) {
            told.add("obstacle " + refusal.text());
        }

        @Override
        public void onObstacleGone() {
            told.add("no obstacle");
        }
    }
}
