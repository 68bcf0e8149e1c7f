package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.util.ArrayList;
import java.util.List;

/**
 * S: every term has a greater epoch than each term that began before. That a term begins late in
 * the log of a process that was paused in between does not make it a later one, so terms that
 * overlap are compared too.
 */
final class EpochsGrow implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        final List<String> found = new ArrayList<>();
        final List<Term> terms = run.terms();
        for (int i = 1; i < terms.size(); i++) {
            final Term earlier = terms.get(i - 1);
            final Term later = terms.get(i);
            if (later.epoch() <= earlier.epoch()) {
                found.add(
                        "S: %s was granted epoch %d after %s had been granted %d"
                                .formatted(
                                        later.process(),
                                        later.epoch(),
                                        earlier.process(),
                                        earlier.epoch()));
            }
        }
        return found;
    }
}
