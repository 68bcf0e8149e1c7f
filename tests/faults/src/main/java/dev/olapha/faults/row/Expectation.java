package dev.olapha.faults.row;

import dev.olapha.faults.check.Rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold in a row besides what holds in every row.
 *
 * @param text as in the table of faults
 * @param patience how long after the fault is over the suite waits for it to hold
 */
public record Expectation(String text, List<Rule> rules, Duration patience) {

    public Expectation {
        rules = List.copyOf(rules);
    }

    /** The same with more rules. */
    public Expectation and(Rule... more) {
        final List<Rule> all = new ArrayList<>(rules);
        all.addAll(List.of(more));
        return new Expectation(text, all, patience);
    }
}
