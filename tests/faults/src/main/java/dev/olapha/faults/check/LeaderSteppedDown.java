package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The process that led when the fault struck stops leading within a time of learning why. */
public final class LeaderSteppedDown implements Rule {

    private final Duration limit;
    private final Cause cause;

    private LeaderSteppedDown(Duration limit, Cause cause) {
        this.limit = limit;
        this.cause = cause;
    }

    /** One that was replaced while it was paused, after going on. */
    public static LeaderSteppedDown afterPause(Duration limit) {
        return new LeaderSteppedDown(
                limit,
                new Cause(
                        EventType.PROCESS_SIGNALLED,
                        event -> event.detail("signal").equals("CONT"),
                        "was not resumed",
                        "went on"));
    }

    /** One that is cut off from the store, after noticing it. */
    public static LeaderSteppedDown afterSuspension(Duration limit) {
        return new LeaderSteppedDown(
                limit,
                new Cause(
                        EventType.STORE_CONNECTION_LOST,
                        event -> true,
                        "did not notice that it is cut off from the store",
                        "was suspended"));
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final Optional<Term> term = run.termAtFault();
        if (term.isEmpty()) {
            return List.of("nobody led when the fault struck");
        }
        final String leader = term.get().process();
        final Optional<Event> learnt =
                run.first(
                        cause.type(),
                        run.fault(),
                        event -> event.process().equals(leader) && cause.which().test(event));
        if (learnt.isEmpty()) {
            return List.of("%s %s".formatted(leader, cause.missing()));
        }
        final Optional<Duration> after = term.get().end().map(end -> end.minus(learnt.get().at()));
        return after.filter(duration -> duration.compareTo(limit) <= 0).isPresent()
                ? List.of()
                : List.of(
                        "%s stopped leading %s after it %s, allowed are %s"
                                .formatted(
                                        leader,
                                        after.map(Seconds::of).orElse("not at all"),
                                        cause.happened(),
                                        Seconds.of(limit)));
    }

    /**
     * From what a leader learns that it leads no more.
     *
     * @param missing what is said if it did not happen, and {@code happened} if it did
     */
    private record Cause(EventType type, Predicate<Event> which, String missing, String happened) {}
}
