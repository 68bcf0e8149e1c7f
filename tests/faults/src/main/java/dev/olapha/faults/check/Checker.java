package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedRun;

import java.util.ArrayList;
import java.util.List;

/** Judges a run by the rules that hold for every row and by those of its own row. */
public final class Checker {

    private static final List<Rule> STANDING =
            List.of(
                    new EpochsGrow(),
                    new FollowersNeverGoBack(),
                    new RecordsNeverGoBack(),
                    new EndsWithOneLeader(),
                    new NothingIsLeftOver(),
                    new NoSecretIsShown(),
                    new NothingIsDeserialized());

    private final List<Rule> rules;

    /**
     * @param ofTheRow what must hold besides S, C and X
     */
    public Checker(List<Rule> ofTheRow) {
        rules = new ArrayList<>(STANDING);
        rules.addAll(ofTheRow);
    }

    /** What does not hold, one sentence each; empty if the run is as it must be. */
    public List<String> violations(RecordedRun run) {
        return rules.stream().flatMap(rule -> rule.violations(run).stream()).toList();
    }
}
