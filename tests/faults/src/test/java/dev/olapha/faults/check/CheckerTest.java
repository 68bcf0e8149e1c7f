package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every rule accepts a history as it should be, and refuses one that breaks it. */
class CheckerTest {

    private static final List<Rule> STANDARD =
            List.of(
                    new InFlightIsDecided(RecordedRun::fault, Duration.ofSeconds(4)),
                    new SlotsAreFree(RecordedRun::fault, Duration.ofSeconds(4), 6),
                    new NewQueriesSucceed(RecordedRun::fault, Duration.ofSeconds(4)),
                    new LeaderChangesAtMost(1),
                    new NobodyEnds());

    private static List<String> violations(Script script) {
        return new Checker(STANDARD).violations(script.run());
    }

    @Test
    void acceptsAFailoverAsItShouldBe() {
        assertThat(violations(Script.goodFailover())).isEmpty();
    }

    @Test
    void refusesAHistoryWithoutAFault() {
        final Script script = Script.goodFailover().without(EventType.FAULT);
        assertThatThrownBy(() -> violations(script)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesATermWithAnEpochThatDoesNotGrow() {
        final Script script =
                Script.goodFailover()
                        .at(4000)
                        .revoked("jobmanager-2", 20)
                        .granted("jobmanager-1", 15)
                        .published(15);
        assertThat(violations(script))
                .anyMatch(text -> text.startsWith("S: jobmanager-1 was granted epoch 15 after"))
                .anyMatch(text -> text.startsWith("S: the record of dispatcher went back"));
    }

    @Test
    void refusesAFollowerThatObeysAnOlderLeader() {
        assertThat(violations(Script.goodFailover().at(4000).followed("taskmanager-1", 10)))
                .singleElement()
                .asString()
                .startsWith("S: taskmanager-1, which knew epoch 20, obeyed epoch 10");
        assertThat(violations(Script.goodFailover().at(4000).accepted("taskmanager-1", 10)))
                .singleElement()
                .asString()
                .startsWith("S: taskmanager-1, which knew epoch 20, obeyed epoch 10");
    }

    @Test
    void allowsAFollowerThatWasStartedAgainToBeginAnew() {
        final Script script =
                Script.goodFailover()
                        .at(4000)
                        .add(EventType.PROCESS_STARTED, "taskmanager-1", Map.of())
                        .followed("taskmanager-1", 10);
        assertThat(violations(script)).isEmpty();
    }

    @Test
    void refusesTwoLeadersAtTheEnd() {
        assertThat(violations(Script.goodFailover().without(EventType.PROCESS_ENDED)))
                .anyMatch(text -> text.startsWith("S: at the end 2 processes lead"));
    }

    @Test
    void refusesNoLeaderAtTheEnd() {
        assertThat(violations(Script.goodFailover().at(4000).revoked("jobmanager-2", 20)))
                .anyMatch(text -> text.startsWith("S: at the end 0 processes lead"));
    }

    @Test
    void refusesARecordThatIsGoneOrSaysAnotherLeaderAtTheEnd() {
        final Script gone =
                Script.goodFailover()
                        .at(4000)
                        .add(EventType.RECORD_GONE, "store", Map.of("component", "dispatcher"));
        assertThat(violations(gone)).anyMatch(text -> text.startsWith("S: at the end Term"));
        assertThat(violations(Script.goodFailover().at(4000).published(30)))
                .anyMatch(text -> text.startsWith("S: at the end Term"));
    }

    @Test
    void refusesWhatIsLeftOverAndWritesOfQueries() {
        final Script left =
                Script.goodFailover()
                        .add(EventType.LEFTOVER, "jobmanager-1", Map.of("path", "blob"));
        assertThat(violations(left)).containsExactly("C: left over at jobmanager-1: blob");
        assertThat(violations(Script.goodFailover().gauge("store", NothingIsLeftOver.WRITES, 2)))
                .singleElement()
                .asString()
                .startsWith("C: queries caused 2");
        assertThat(violations(Script.goodFailover().gauge("store", NothingIsLeftOver.WRITES, 0)))
                .isEmpty();
    }

    @Test
    void refusesASecretThatIsShown() {
        final Script script =
                Script.goodFailover()
                        .add(EventType.SECRET_SHOWN, "jobmanager-1", Map.of("place", "its log"));
        assertThat(violations(script)).containsExactly("X: jobmanager-1 shows a secret in its log");
    }

    @Test
    void refusesBytesThatBecameAnObject() {
        assertThat(violations(Script.goodFailover().add(EventType.DESERIALIZED, "tm", Map.of())))
                .containsExactly("S: tm deserialized hostile bytes");
    }

    @Test
    void refusesAQueryInFlightWithoutOutcome() {
        assertThat(violations(Script.goodFailover().without(EventType.QUERY_FAILED)))
                .containsExactly(
                        "Std: query blocking of waiting client had no outcome, allowed are 4.000 s");
    }

    @Test
    void refusesAQueryInFlightWithALateOutcome() {
        final Script script =
                Script.goodFailover()
                        .without(EventType.QUERY_FAILED)
                        .at(6000)
                        .failed("waiting client", "blocking", "lost");
        assertThat(violations(script))
                .singleElement()
                .asString()
                .contains("had its outcome after 5.000 s");
    }

    @Test
    void refusesANewQueryThatIsNotAnswered() {
        final Script late =
                Script.goodFailover().at(2500).submitted("load", "q3").at(9000).slots(6, 6);
        assertThat(violations(late))
                .containsExactly("Std: query q3 of load had no outcome, allowed are 4.000 s");
        final Script lately =
                Script.goodFailover().at(2500).submitted("load", "q3").at(5000).slots(6, 6);
        assertThat(violations(lately)).as("nobody has waited long enough").isEmpty();
    }

    @Test
    void refusesThatNoNewQuerySucceeds() {
        assertThat(violations(Script.goodFailover().without(EventType.QUERY_FINISHED)))
                .contains("Std: no new query succeeded");
    }

    @Test
    void refusesThatTheFirstNewQuerySucceedsLate() {
        final Rule rule = new NewQueriesSucceed(RecordedRun::fault, Duration.ofMillis(1299));
        assertThat(rule.violations(Script.goodFailover().run()))
                .containsExactly(
                        "Std: the first new query had its result after 1.300 s, allowed are 1.299 s");
    }

    @Test
    void doesNotCountAnswersOfTheLeaderThatIsReplaced() {
        final Script script =
                Script.goodFailover()
                        .at(1100)
                        .submitted("load", "q0")
                        .at(1200)
                        .finished("load", "q0");
        assertThat(FirstQuery.after(script.run(), Duration.ofSeconds(1)))
                .contains(Duration.ofMillis(1300));
    }

    @Test
    void refusesSlotsThatAreNotFreeOrLate() {
        assertThat(violations(Script.goodFailover().without(EventType.SLOTS).slots(6, 5)))
                .containsExactly("Std: the 6 slots were not all free again");
        assertThat(violations(Script.goodFailover().without(EventType.SLOTS).slots(3, 3)))
                .as("all slots of one TaskManager of two")
                .containsExactly("Std: the 6 slots were not all free again");
        assertThat(violations(Script.goodFailover().without(EventType.SLOTS).at(5001).slots(6, 6)))
                .containsExactly("Std: all 6 slots were free after 4.001 s, allowed are 4.000 s");
    }

    @Test
    void refusesMoreLeaderChangesThanAllowed() {
        final Script script =
                Script.goodFailover()
                        .at(4000)
                        .revoked("jobmanager-2", 20)
                        .granted("jobmanager-2", 30)
                        .published(30);
        assertThat(violations(script)).containsExactly("2 leader changes, allowed are 1");
    }

    @Test
    void refusesAProcessThatEndsByItself() {
        final Script script =
                Script.goodFailover()
                        .at(4000)
                        .add(EventType.PROCESS_ENDED, "taskmanager-1", Map.of("exit", "239"));
        assertThat(violations(script))
                .containsExactly("taskmanager-1 ended by itself with exit code 239");
        assertThat(violations(Script.goodFailover().without(EventType.PROCESS_SIGNALLED)))
                .containsExactly("jobmanager-1 ended by itself with exit code 137");
    }
}
