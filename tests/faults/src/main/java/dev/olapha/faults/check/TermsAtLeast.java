package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** The leader did change as often as the row says: otherwise the run proves nothing. */
public final class TermsAtLeast implements Rule {

    private final int count;

    public TermsAtLeast(int count) {
        this.count = count;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final int terms = run.newTerms().size();
        return terms >= count
                ? List.of()
                : List.of(
                        "%d leader changes, and there should have been %d".formatted(terms, count));
    }
}
