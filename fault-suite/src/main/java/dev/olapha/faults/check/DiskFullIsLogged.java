package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.List;

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
        return run.termAtFault()
                .map(
                        term ->
                                run.first(
                                                EventType.DISK_FULL_LOGGED,
                                                run.fault(),
                                                event -> event.process().equals(term.process()))
                                        .filter(
                                                event ->
                                                        event.at()
                                                                        .minus(run.fault())
                                                                        .compareTo(limit)
                                                                <= 0)
                                        .map(event -> List.<String>of())
                                        .orElse(
                                                List.of(
                                                        "the log of %s does not name the cause within %s"
                                                                .formatted(
                                                                        term.process(),
                                                                        Seconds.of(limit)))))
                .orElse(List.of("nobody led when the fault struck"));
    }
}
