package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** Something that must hold in a run, decided from its history only. */
@FunctionalInterface
public interface Rule {

    /**
     * @return one sentence for each way in which it does not hold; empty if it holds
     */
    List<String> violations(RecordedRun run);
}
