package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** At no moment do two processes believe that they lead. */
public final class NeverTwoLeaders implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        return run.leaderOverlap().isZero()
                ? List.of()
                : List.of("two processes led at once for " + Seconds.of(run.leaderOverlap()));
    }
}
