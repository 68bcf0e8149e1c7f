package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules that only some rows have. */
class RulesTest {

    @Test
    void aQueryThatFailsIsAnEffect() {
        final Rule rule = new NoQueryFails();
        assertThat(rule.violations(Script.goodFailover().run()))
                .containsExactly(
                        "query blocking of waiting client failed: Could not find Flink job");
        assertThat(rule.violations(Script.goodFailover().without(EventType.QUERY_FAILED).run()))
                .isEmpty();
    }

    @Test
    void aLeaderThatIsCutOffMustNoticeAndStepDown() {
        final Rule rule = LeaderSteppedDown.afterSuspension(Duration.ofSeconds(1));
        assertThat(rule.violations(cutOff().run()))
                .containsExactly("jobmanager-1 did not notice that it is cut off from the store");
        assertThat(rule.violations(suspended(cutOff()).run()))
                .containsExactly(
                        "jobmanager-1 stopped leading not at all after it was suspended, allowed are"
                                + " 1.000 s");
        assertThat(rule.violations(suspended(cutOff()).at(2301).revoked("jobmanager-1", 10).run()))
                .containsExactly(
                        "jobmanager-1 stopped leading 1.001 s after it was suspended, allowed are"
                                + " 1.000 s");
        assertThat(rule.violations(suspended(cutOff()).at(1310).revoked("jobmanager-1", 10).run()))
                .isEmpty();
    }

    @Test
    void aLeaderThatCannotRenewItsLeaseMustStepDownByTheDeadline() {
        final Rule rule = new RevokedByDeadline(Duration.ofSeconds(3));
        assertThat(rule.violations(cutOff().run()))
                .containsExactly(
                        "jobmanager-1 gave up leading not at all after the fault, allowed are 3.500 s");
        assertThat(rule.violations(cutOff().at(4501).revoked("jobmanager-1", 10).run()))
                .containsExactly(
                        "jobmanager-1 gave up leading 3.501 s after the fault, allowed are 3.500 s");
        assertThat(rule.violations(cutOff().at(4500).revoked("jobmanager-1", 10).run())).isEmpty();
    }

    private static Script cutOff() {
        return new Script()
                .at(0)
                .granted("jobmanager-1", 10)
                .at(1000)
                .add(EventType.FAULT, "suite", Map.of());
    }

    private static Script suspended(Script script) {
        return script.at(1300)
                .add(EventType.STORE_CONNECTION_LOST, "jobmanager-1", Map.of("text", "SUSPENDED"));
    }

    @Test
    void aLeaderThatWasPausedMustStepDownWhenItGoesOn() {
        final Rule rule = LeaderSteppedDown.afterPause(Duration.ofSeconds(5));
        assertThat(rule.violations(cutOff().run())).containsExactly("jobmanager-1 was not resumed");
        assertThat(rule.violations(resumed().run()))
                .singleElement()
                .asString()
                .contains("stopped leading not at all");
        assertThat(rule.violations(resumed().at(14_001).revoked("jobmanager-1", 10).run()))
                .singleElement()
                .asString()
                .contains("stopped leading 5.001 s after");
        assertThat(rule.violations(resumed().at(9100).revoked("jobmanager-1", 10).run())).isEmpty();
    }

    private static Script resumed() {
        return cutOff().at(9000)
                .add(EventType.PROCESS_SIGNALLED, "jobmanager-1", Map.of("signal", "CONT"));
    }

    @Test
    void aBrokenRecordMustBePublishedAgain() {
        final Rule rule = new RecordsAreRepaired(Duration.ofSeconds(5));
        assertThat(rule.violations(cutOff().published(10).run()))
                .containsExactly("no record was seen to be broken");
        assertThat(rule.violations(broken().run()))
                .containsExactly("the record of dispatcher was not published again");
        assertThat(rule.violations(broken().at(6501).published(10).run()))
                .containsExactly(
                        "the record of dispatcher was published again after 5.001 s, allowed are"
                                + " 5.000 s");
        assertThat(rule.violations(broken().at(1600).published(10).run())).isEmpty();
    }

    private static Script broken() {
        return cutOff().at(1500)
                .add(EventType.RECORD_UNREADABLE, "store", Map.of("component", "dispatcher"));
    }

    @Test
    void aFigureMustNotGrow() {
        final Rule rule = new GaugeStays("threads", 5);
        assertThat(rule.violations(cutOff().run())).containsExactly("threads was never taken");
        assertThat(rule.violations(cutOff().gauge("jobmanager-1", "threads", 50).run()))
                .containsExactly("threads of jobmanager-1 was taken once only");
        assertThat(
                        rule.violations(
                                cutOff().gauge("jobmanager-1", "threads", 50)
                                        .gauge("jobmanager-1", "threads", 56)
                                        .run()))
                .containsExactly("threads of jobmanager-1 went from 50 to 56, allowed are 5 more");
        assertThat(
                        rule.violations(
                                cutOff().gauge("jobmanager-1", "threads", 50)
                                        .gauge("jobmanager-1", "threads", 55)
                                        .run()))
                .isEmpty();
    }

    @Test
    void aQueryThatCannotBeServedIsRefusedInTimeAndWithTheReason() {
        final Rule rule = new RefusedInTime("client", Duration.ofSeconds(10), "No space left");
        final Script sent = cutOff().submitted("client", "q");
        assertThat(rule.violations(cutOff().run())).containsExactly("no query of client was sent");
        assertThat(rule.violations(sent.run()))
                .containsExactly("the query of client had no outcome");
        assertThat(rule.violations(refused(2000, "No space left on device").run())).isEmpty();
        assertThat(rule.violations(refused(2000, "Internal server error").run()))
                .containsExactly("the error does not say why: Internal server error");
        assertThat(rule.violations(refused(11_001, "No space left on device").run()))
                .containsExactly(
                        "the query of client was refused after 10.001 s, allowed are 10.000 s");
        assertThat(rule.violations(cutOff().submitted("client", "q").finished("client", "q").run()))
                .containsExactly("the query of client was not refused");
    }

    @Test
    void aFullDiskIsNamedByTheLogOfTheLeaderInTime() {
        final Rule rule = new DiskFullIsLogged(Duration.ofSeconds(10));
        assertThat(rule.violations(fullDisk("jobmanager-1", 11_000).run())).isEmpty();
        assertThat(rule.violations(fullDisk("jobmanager-1", 11_001).run()))
                .containsExactly("the log of jobmanager-1 does not name the cause within 10.000 s");
        assertThat(rule.violations(fullDisk("taskmanager-1", 11_000).run())).hasSize(1);
        assertThat(rule.violations(cutOff().run())).hasSize(1);
    }

    private static Script fullDisk(String process, long at) {
        return cutOff().at(at).add(EventType.DISK_FULL_LOGGED, process, Map.of());
    }

    private static Script refused(long at, String answer) {
        return cutOff().submitted("client", "q").at(at).failed("client", "q", answer);
    }

    @Test
    void rowsThatMissWhatTheyAreAboutProveNothing() {
        assertThat(new TermsAtLeast(1).violations(Script.goodFailover().run())).isEmpty();
        assertThat(new TermsAtLeast(2).violations(Script.goodFailover().run()))
                .containsExactly("1 leader changes, and there should have been 2");
        assertThat(new StruckBeforePublishing().violations(Script.goodFailover().run()))
                .containsExactly("jobmanager-1 was killed after it had published its record");
        assertThat(new StruckBeforePublishing().violations(cutOff().run())).isEmpty();
        assertThat(new SlotsSeen(6).violations(Script.goodFailover().run())).isEmpty();
        assertThat(new SlotsSeen(9).violations(Script.goodFailover().run()))
                .containsExactly("the leader never had 9 slots");
        assertThat(new EndsByItself().violations(Script.goodFailover().run())).isEmpty();
        assertThat(new EndsByItself().violations(cutOff().run()))
                .containsExactly("jobmanager-1 did not end");
    }

    @Test
    void twoLeadersAtOnceAreRefused() {
        final Rule rule = new NeverTwoLeaders();
        assertThat(rule.violations(Script.goodFailover().run())).isEmpty();
        assertThat(
                        rule.violations(
                                cutOff().at(1200)
                                        .granted("jobmanager-2", 20)
                                        .at(1300)
                                        .slots(6, 6)
                                        .run()))
                .containsExactly("two processes led at once for 0.100 s");
    }

    @Test
    void aLeaderMustNotLeaveAnUnreadableRecord() {
        final Rule rule = new RecordIsNeverEmpty();
        assertThat(rule.violations(Script.goodFailover().run())).isEmpty();
        assertThat(rule.violations(broken().run())).hasSize(1);
    }

    @Test
    void theStartTimeCountsFromTheFaultUntilAJobManagerServes() {
        assertThat(StartTime.afterFault(cutOff().run())).isEqualTo(Duration.ofSeconds(1));
        assertThat(
                        StartTime.afterFault(
                                cutOff().at(4000)
                                        .add(EventType.PROCESS_READY, "jobmanager-1", Map.of())
                                        .run()))
                .isEqualTo(Duration.ofSeconds(4));
    }
}
