package dev.olapha.faults.row;

import dev.olapha.faults.check.InFlightIsDecided;
import dev.olapha.faults.check.NewQueriesSucceed;
import dev.olapha.faults.check.Rule;
import dev.olapha.faults.check.SlotsAreFree;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The times that the bounds of rows are made of.
 *
 * @param sessionTimeout of the store
 * @param tick how much later than its timeout a session may end
 * @param slots of the cluster
 * @param slack by what the limits of Std are multiplied: 1, or more where other programs may take
 *     the machine's time
 */
public record Timing(Duration sessionTimeout, Duration tick, int slots, int slack) {

    private static final Duration GRACEFUL = Duration.ofSeconds(1);
    private static final Duration DECIDED = Duration.ofSeconds(10);
    private static final Duration SERVED = Duration.ofSeconds(5);

    /** D of a process that ends in order. */
    public Duration graceful() {
        return GRACEFUL;
    }

    /** D of a process that is gone without a word. */
    public Duration abrupt() {
        return sessionTimeout.plus(tick);
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
