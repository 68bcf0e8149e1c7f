package dev.olapha.faults.row;

import dev.olapha.faults.check.InFlightIsDecided;
import dev.olapha.faults.check.LeaderSteppedDown;
import dev.olapha.faults.check.NewQueriesSucceed;
import dev.olapha.faults.check.RevokedByDeadline;
import dev.olapha.faults.check.Rule;
import dev.olapha.faults.check.SlotsAreFree;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The times that the bounds of rows are made of.
 *
 * @param sessionTimeout of the store; on Kubernetes, the lease
 * @param tick how much later than its timeout a session may end
 * @param renewDeadline how long a leader that is cut off leads on; nothing if it gives up as soon
 *     as it notices
 * @param slots of the cluster
 * @param slack by what the limits of Std are multiplied: 1, or more where other programs may take
 *     the machine's time
 */
public record Timing(
        Duration sessionTimeout,
        Duration tick,
        Optional<Duration> renewDeadline,
        int slots,
        int slack) {

    /** Until a heartbeat of 50 s and an ask of 10 s have told that a process does not answer. */
    static final Duration HEARTBEAT = Duration.ofSeconds(60);

    private static final Duration GRACEFUL = Duration.ofSeconds(1);
    private static final Duration DECIDED = Duration.ofSeconds(10);
    private static final Duration SERVED = Duration.ofSeconds(5);
    private static final Duration REVOKED = Duration.ofSeconds(1);

    /** D of a process that ends in order. */
    public Duration graceful() {
        return GRACEFUL;
    }

    /** D of a process that is gone without a word. */
    public Duration abrupt() {
        return sessionTimeout.plus(tick);
    }

    /** When a leader that is cut off from the store must have given up. */
    public Expectation revokedWhenCutOff(Duration patience) {
        return renewDeadline
                .map(
                        deadline ->
                                new Expectation(
                                        "revoked by the renew deadline",
                                        List.of(
                                                new RevokedByDeadline(
                                                        deadline.multipliedBy(slack))),
                                        patience))
                .orElseGet(
                        () ->
                                new Expectation(
                                        "revoked within 1 s of the suspended connection",
                                        List.of(LeaderSteppedDown.afterSuspension(REVOKED)),
                                        patience));
    }

    /**
     * What must hold when nothing but heartbeats tells that a TaskManager is lost.
     *
     * @param served from when on new queries must succeed in time
     */
    public Expectation noticedByHeartbeat(String text, Function<RecordedRun, Duration> served) {
        return new Expectation(
                text,
                List.of(
                        new InFlightIsDecided(RecordedRun::fault, HEARTBEAT),
                        new NewQueriesSucceed(served, HEARTBEAT),
                        new SlotsAreFree(RecordedRun::healed, HEARTBEAT, slots)),
                HEARTBEAT.plus(DECIDED));
    }

    /** Std, counted from the fault. */
    public List<Rule> standard(Duration detection) {
        return standard(RecordedRun::fault, detection);
    }

    /** Std, counted from another moment. */
    public List<Rule> standard(Function<RecordedRun, Duration> beginning, Duration detection) {
        return within(beginning, detection.plus(DECIDED), detection.plus(SERVED));
    }

    /** The same limit for all that Std asks for, counted from the fault. */
    public List<Rule> within(Duration limit) {
        return within(RecordedRun::fault, limit, limit);
    }

    private List<Rule> within(
            Function<RecordedRun, Duration> beginning, Duration decided, Duration served) {
        return List.of(
                new InFlightIsDecided(beginning, decided.multipliedBy(slack)),
                new SlotsAreFree(beginning, decided.multipliedBy(slack), slots),
                new NewQueriesSucceed(beginning, served.multipliedBy(slack)));
    }
}
