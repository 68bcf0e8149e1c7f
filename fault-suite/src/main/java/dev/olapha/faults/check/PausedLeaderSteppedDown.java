package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A leader that was replaced while it was paused stops leading within a time of going on. */
public final class PausedLeaderSteppedDown implements Rule {

    private final Duration limit;

    public PausedLeaderSteppedDown(Duration limit) {
        this.limit = limit;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final Optional<Term> term = run.termAtFault();
        if (term.isEmpty()) {
            return List.of("nobody led when the fault struck");
        }
        final String leader = term.get().process();
        final Optional<Event> resumed =
                run.first(
                        EventType.PROCESS_SIGNALLED,
                        run.fault(),
                        event ->
                                event.process().equals(leader)
                                        && event.detail("signal").equals("CONT"));
        if (resumed.isEmpty()) {
            return List.of("%s was not resumed".formatted(leader));
        }
        final Optional<Duration> after = term.get().end().map(end -> end.minus(resumed.get().at()));
        return after.filter(duration -> duration.compareTo(limit) <= 0).isPresent()
                ? List.of()
                : List.of(
                        "%s stopped leading %s after it went on, allowed are %s"
                                .formatted(
                                        leader,
                                        after.map(Seconds::of).orElse("not at all"),
                                        Seconds.of(limit)));
    }
}
