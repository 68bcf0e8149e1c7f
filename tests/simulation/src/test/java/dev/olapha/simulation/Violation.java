package dev.olapha.simulation;

/** Something that must hold did not. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rule rule;

    Violation(Rule rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}
