package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A leader that cannot renew its lease gives up leading by the renew deadline, which runs from its
 * last renewal and hence from before the fault.
 */
public final class RevokedByDeadline implements Rule {

    /** Until Flink has logged it. */
    private static final Duration LOGGED = Duration.ofMillis(500);

    private final Duration deadline;

    public RevokedByDeadline(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final Optional<Term> term = run.termAtFault();
        if (term.isEmpty()) {
            return List.of("nobody led when the fault struck");
        }
        final Optional<Duration> after = term.get().end().map(end -> end.minus(run.fault()));
        final Duration limit = deadline.plus(LOGGED);
        return after.filter(duration -> duration.compareTo(limit) <= 0).isPresent()
                ? List.of()
                : List.of(
                        "%s gave up leading %s after the fault, allowed are %s"
                                .formatted(
                                        term.get().process(),
                                        after.map(Seconds::of).orElse("not at all"),
                                        Seconds.of(limit)));
    }
}
