package dev.olapha.faults.run;

import dev.olapha.faults.history.RecordedRun;

import java.util.List;
import java.util.Map;

/**
 * A run and what the checker says of it.
 *
 * @param violations empty if everything holds
 * @param figures in milliseconds, by name
 */
record Judged(RecordedRun run, List<String> violations, Map<String, Long> figures) {

    boolean holds() {
        return violations.isEmpty();
    }
}
