package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The log of the process that led when the disk became full names the cause within a time.
 *
 * <p>The client's error need not: Flink's blob server closes the connection when it cannot write,
 * and a client that is still sending then sees a broken pipe before it reads the reason.
 */
public final class DiskFullIsLogged implements Rule {

    private final Duration limit;

    public DiskFullIsLogged(Duration limit) {
        this.limit = limit;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final Optional<Term> term = run.termAtFault();
        if (term.isEmpty()) {
            return List.of("nobody led when the fault struck");
        }
        final String leader = term.get().process();
        final Duration latest = run.fault().plus(limit);
        return run.first(
                                EventType.DISK_FULL_LOGGED,
                                run.fault(),
                                event ->
                                        event.process().equals(leader)
                                                && event.at().compareTo(latest) <= 0)
                        .isPresent()
                ? List.of()
                : List.of(
                        "the log of %s does not name the cause within %s"
                                .formatted(leader, Seconds.of(limit)));
    }
}
