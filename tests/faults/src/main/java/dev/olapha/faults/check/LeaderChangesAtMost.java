package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.util.List;

/** No more than so many terms begin after the fault; one won by the same process counts too. */
public final class LeaderChangesAtMost implements Rule {

    private final int limit;

    public LeaderChangesAtMost(int limit) {
        this.limit = limit;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final List<Term> terms = run.newTerms();
        return terms.size() <= limit
                ? List.of()
                : List.of("%d leader changes, allowed are %d".formatted(terms.size(), limit));
    }
}
