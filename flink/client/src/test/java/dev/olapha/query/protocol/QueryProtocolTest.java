package dev.olapha.query.protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class QueryProtocolTest {

    private static final long LEADER_TIMEOUT = 60_000;
    private static final long BUFFER = 100;
    private static final Throwable NOT_FOUND = new IllegalStateException("not found");
    private static final Throwable RESET = new IllegalStateException("reset");

    private final RecordedActions actions = new RecordedActions();
    private final MemoryBudget memory = new MemoryBudget();
    private long now = 1_000_000;
    private QueryProtocol query;

    @Test
    void resultOfAQueryIsHandedOnWhole() {
        takenUnder(5, Protection.HOLDING_ROWS);
        ask();
        query.onEnd(1, JobEnd.finished(rows("v", 0, "a", "b")), now);
        assertThat(texts(query.want(0, now))).containsExactly("a", "b");
        assertEnded(Outcome.Kind.FINISHED);
        assertThat(actions.drain()).containsExactly("forget plan", "released");
        assertThat(memory.used()).isZero();
    }

    @Test
    void newQueryWaitsForALeader() {
        start(OptionalLong.empty(), Protection.NONE);
        assertThat(actions.drain()).isEmpty();
        query.onLeader(OptionalLong.of(7), now += 3_000);
        assertThat(actions.drain()).containsExactly("submit 1");
    }

    @Test
    void newQueryWaitsNoLongerThanAllowed() {
        start(OptionalLong.empty(), Protection.NONE);
        query.onTime(now += LEADER_TIMEOUT);
        assertEnded(Outcome.Kind.FAILED);
        assertThat(cause()).hasMessageContaining("execution.olap.leader-timeout");
    }

    @ParameterizedTest
    @EnumSource(Protection.class)
    void refusedConnectionIsTriedAgain(Protection protection) {
        start(OptionalLong.of(5), protection);
        query.onSubmission(1, Fate.NOT_SENT, RESET, now);
        wake();
        assertThat(actions.drain()).containsExactly("submit 1", "submit 1");
    }

    @Test
    void queryIsRunAgainWhenANewerLeaderDoesNotKnowIt() {
        takenUnder(5, Protection.HOLDING_ROWS);
        ask();
        query.onLeader(OptionalLong.of(6), now);
        assertThat(actions.drain()).containsExactly("state 1");
        query.onAnswer(1, actions.question(), Answer.notThere(NOT_FOUND), now);
        wake();
        assertThat(actions.drain()).containsExactly("again 2", "submit 2");
        query.onSubmission(2, Fate.ACCEPTED, null, now);
        query.onEnd(1, JobEnd.finished(rows("v", 0, "late")), now);
        query.onEnd(2, JobEnd.finished(rows("w", 0, "a")), now);
        assertThat(texts(query.want(0, now))).containsExactly("a");
        assertEnded(Outcome.Kind.FINISHED);
    }

    @Test
    void newerLeaderThatKnowsTheJobIsNoLoss() {
        takenUnder(5, Protection.HOLDING_ROWS);
        query.onLeader(OptionalLong.of(6), now);
        query.onAnswer(1, actions.question(), Answer.goingOn(), now);
        wake();
        query.onEnd(1, JobEnd.finished(rows("v", 0, "a")), now);
        assertEnded(Outcome.Kind.FINISHED);
        assertThat(actions.drain()).doesNotContain("again 2");
    }

    @Test
    void emptyRecordAndSilenceAreNoLoss() {
        takenUnder(5, Protection.HOLDING_ROWS);
        ask();
        query.onLeader(OptionalLong.empty(), now);
        query.onAnswer(1, actions.question(), Answer.none(RESET), now);
        wake();
        assertThat(actions.drain()).containsExactly("result 1");
        assertThat(query.outcome()).isEmpty();
    }

    @Test
    void silenceIsBorneAsLongAsAllowed() {
        takenUnder(5, Protection.HOLDING_ROWS);
        ask();
        query.onAnswer(1, actions.question(), Answer.none(RESET), now += LEADER_TIMEOUT);
        assertEnded(Outcome.Kind.FAILED);
        assertThat(cause()).isSameAs(RESET);
    }

    @Test
    void jobThatNobodyKnowsUnderTheSameLeaderIsAnErrorAfterAGrace() {
        takenUnder(5, Protection.HOLDING_ROWS);
        ask();
        query.onAnswer(1, actions.question(), Answer.notThere(NOT_FOUND), now);
        assertThat(query.outcome()).isEmpty();
        query.onTime(now += 5_000);
        query.onAnswer(1, actions.question(), Answer.notThere(NOT_FOUND), now);
        assertEnded(Outcome.Kind.FAILED);
        assertThat(cause()).isSameAs(NOT_FOUND);
    }

    @Test
    void ownErrorIsAVerdictWhateverTheEpoch() {
        final Throwable byZero = new ArithmeticException("/ by zero");
        takenUnder(5, Protection.HOLDING_ROWS);
        query.onLeader(OptionalLong.of(6), now);
        query.onEnd(1, JobEnd.failed(byZero), now);
        assertEnded(Outcome.Kind.FAILED);
        assertThat(cause()).isSameAs(byZero);
    }

    @Test
    void lossOfATaskManagerIsRunAgainUnderTheSameLeader() {
        takenUnder(5, Protection.UNTIL_FIRST_ROW);
        query.onEnd(1, JobEnd.clusterFault(RESET), now);
        wake();
        assertThat(actions.drain()).containsExactly("again 2", "submit 2");
    }

    @Test
    void statementWithOtherEffectsIsNotRunAgain() {
        takenUnder(5, Protection.NONE);
        ask();
        query.onLeader(OptionalLong.of(6), now);
        query.onAnswer(1, actions.question(), Answer.notThere(NOT_FOUND), now);
        assertEnded(Outcome.Kind.FAILED);
        assertThat(cause()).isSameAs(NOT_FOUND);
        assertThat(actions.drain()).noneMatch(action -> action.startsWith("submit"));
    }

    @Test
    void submissionOfUnknownFateIsNotSentAgainIfItMayHaveEffects() {
        start(OptionalLong.of(5), Protection.NONE);
        query.want(now);
        query.onSubmission(1, Fate.UNKNOWN, RESET, now);
        query.onLeader(OptionalLong.of(6), now);
        query.onAnswer(1, actions.question(), Answer.notThere(NOT_FOUND), now);
        assertThat(query.outcome()).isEmpty();
        query.onTime(now += 5_000);
        query.onAnswer(1, actions.question(), Answer.notThere(NOT_FOUND), now);
        assertEnded(Outcome.Kind.FAILED);
        assertThat(cause()).hasMessageContaining("nobody can say whether it ran").hasCause(RESET);
        assertThat(actions.drain().stream().filter("submit 1"::equals)).hasSize(1);
    }

    @Test
    void submissionOfUnknownFateIsLookedUpThoughNobodyWaitsForItsEnd() {
        start(OptionalLong.of(5), Protection.NONE);
        query.onSubmission(1, Fate.UNKNOWN, RESET, now);
        wake();
        query.onAnswer(1, actions.question(), Answer.goingOn(), now);
        assertThat(actions.drain()).contains("taken");
    }

    @Test
    void queryOfUnknownFateGoesOnUnderANewIdAndTheOldOneIsCancelled() {
        start(OptionalLong.of(5), Protection.HOLDING_ROWS);
        query.want(0, now);
        query.onSubmission(1, Fate.UNKNOWN, RESET, now);
        query.onLeader(OptionalLong.of(6), now);
        wake();
        query.onAnswer(1, actions.question(), Answer.notThere(NOT_FOUND), now);
        assertThat(actions.drain()).contains("again 2", "cancel 1");
    }

    @Test
    void submissionThatHangsOnAReplacedLeaderIsGivenUp() {
        start(OptionalLong.of(5), Protection.HOLDING_ROWS);
        query.want(0, now);
        query.onLeader(OptionalLong.of(6), now);
        query.onTime(now += 1_000);
        wake();
        query.onAnswer(1, actions.question(), Answer.notThere(NOT_FOUND), now);
        wake();
        actions.drain();
        query.onSubmission(1, Fate.ACCEPTED, null, now);
        assertThat(actions.drain()).contains("cancel 1");
        query.onSubmission(2, Fate.ACCEPTED, null, now);
        query.onEnd(2, JobEnd.finished(rows("w", 0, "a")), now);
        assertEnded(Outcome.Kind.FINISHED);
    }

    @Test
    void attemptsAreBounded() {
        takenUnder(5, Protection.HOLDING_ROWS);
        for (int attempt = 1; attempt <= 3; attempt++) {
            query.onEnd(attempt, JobEnd.clusterFault(RESET), now);
            if (attempt < 3) {
                wake();
                query.onSubmission(attempt + 1, Fate.ACCEPTED, null, now);
            }
        }
        assertEnded(Outcome.Kind.FAILED);
        assertThat(cause()).hasMessageContaining("3 times").hasCause(RESET);
    }

    @Test
    void refusedRerunReportsTheLoss() {
        takenUnder(5, Protection.HOLDING_ROWS);
        query.onEnd(1, JobEnd.clusterFault(NOT_FOUND), now);
        wake();
        query.onSubmission(2, Fate.REFUSED, RESET, now);
        assertEnded(Outcome.Kind.FAILED);
        assertThat(cause()).isSameAs(NOT_FOUND).hasSuppressedException(RESET);
    }

    @Test
    void handedOnRowsEndTheProtection() {
        takenUnder(5, Protection.UNTIL_FIRST_ROW);
        query.want(0, now);
        wake();
        query.onAnswer(1, actions.question(), Answer.goingOn(), now);
        query.onAnswer(1, actions.question(), Answer.rows(rows("v", 0, "a")), now);
        assertThat(texts(query.want(0, now))).containsExactly("a");
        assertThat(actions.drain()).contains("forget plan");
        query.onEnd(1, JobEnd.clusterFault(RESET), now);
        assertThat(cause()).hasMessageContaining("rows had been handed on").hasCause(RESET);
    }

    @Test
    void rowsAreHeldUntilTheyOutgrowTheBuffer() {
        takenUnder(5, Protection.HOLDING_ROWS);
        query.want(0, now);
        query.onTime(now += 1_000);
        query.onAnswer(1, actions.question(), Answer.goingOn(), now);
        query.onAnswer(1, actions.question(), Answer.rows(rows("v", 0, "a")), now);
        assertThat(query.want(0, now).rows()).isEmpty();
        query.onTime(now += 1_000);
        query.onAnswer(1, actions.question(), Answer.goingOn(), now);
        query.onAnswer(1, actions.question(), Answer.rows(rows("v", 1, "b".repeat(101))), now);
        assertThat(query.want(0, now).rows()).hasSize(2);
        assertThat(memory.used()).isZero();
    }

    @Test
    void rowsOfALostAttemptAreDropped() {
        takenUnder(5, Protection.HOLDING_ROWS);
        query.want(0, now);
        query.onTime(now += 1_000);
        query.onAnswer(1, actions.question(), Answer.goingOn(), now);
        query.onAnswer(1, actions.question(), Answer.rows(rows("v", 0, "a", "b")), now);
        query.onEnd(1, JobEnd.clusterFault(RESET), now);
        wake();
        query.onSubmission(2, Fate.ACCEPTED, null, now);
        query.onEnd(2, JobEnd.finished(rows("w", 0, "a", "b")), now);
        assertThat(texts(query.want(0, now))).containsExactly("a", "b");
    }

    @Test
    void rowsThatWereFetchedAndComeAgainAtTheEndAreThereOnce() {
        takenUnder(5, Protection.HOLDING_ROWS);
        query.want(0, now);
        query.onTime(now += 1_000);
        query.onAnswer(1, actions.question(), Answer.goingOn(), now);
        query.onAnswer(1, actions.question(), Answer.rows(rows("v", 0, "a", "b")), now);
        query.onEnd(1, JobEnd.finished(rows("v", 1, "b", "c")), now);
        assertThat(texts(query.want(0, now))).containsExactly("a", "b", "c");
        assertThat(texts(query.want(3, now))).isEmpty();
    }

    @Test
    void cancelledQueryEndsAtOnceAndItsJobIsCancelledWhenItTurnsUp() {
        start(OptionalLong.of(5), Protection.HOLDING_ROWS);
        query.cancel(now);
        assertEnded(Outcome.Kind.CANCELED);
        assertThat(actions.drain()).containsExactly("submit 1", "forget plan", "cancel 1");
        now += 60_000;
        query.onTime(now);
        query.onSubmission(1, Fate.ACCEPTED, null, now);
        assertThat(actions.drain()).containsExactly("cancel 1");
        query.onCancelled(1, now);
        assertThat(actions.drain()).containsExactly("released");
    }

    @Test
    void queryThatIsCancelledInTheGapIsNeverSent() {
        start(OptionalLong.empty(), Protection.HOLDING_ROWS);
        query.cancel(now);
        query.onLeader(OptionalLong.of(6), now);
        assertThat(actions.drain()).containsExactly("forget plan", "released");
    }

    @Test
    void planForWhichThereIsNoRoomIsNotKept() {
        takenUnder(5, Protection.HOLDING_ROWS);
        query.unprotect(now);
        assertThat(actions.drain()).containsExactly("forget plan");
    }

    private void start(OptionalLong epoch, Protection protection) {
        query =
                new QueryProtocol(
                        protection,
                        new HeldMemory(memory, 10 * BUFFER, BUFFER),
                        new Limits(2, LEADER_TIMEOUT, bound -> 0),
                        actions);
        query.start(epoch, now);
    }

    private void takenUnder(long epoch, Protection protection) {
        start(OptionalLong.of(epoch), protection);
        query.onSubmission(1, Fate.ACCEPTED, null, now);
        query.want(now);
        actions.drain();
    }

    /** Until the result is asked for. */
    private void ask() {
        wake();
        assertThat(actions.drain()).containsExactly("result 1");
    }

    private void wake() {
        now = Math.max(now, actions.wakeTime());
        query.onTime(now);
    }

    private void assertEnded(Outcome.Kind kind) {
        assertThat(query.outcome().map(Outcome::kind)).contains(kind);
    }

    private Throwable cause() {
        return query.outcome().orElseThrow().cause();
    }

    private static SinkRows rows(String version, long offset, String... rows) {
        return new SinkRows(
                version,
                offset,
                Arrays.stream(rows)
                        .map(row -> row.getBytes(StandardCharsets.UTF_8))
                        .collect(Collectors.toList()));
    }

    private static List<String> texts(Batch batch) {
        return batch.rows().stream()
                .map(row -> new String(row, StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }
}
