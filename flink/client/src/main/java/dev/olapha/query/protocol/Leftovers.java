package dev.olapha.query.protocol;

/** What is let go of once, when a query does not need it any more. */
final class Leftovers {

    private final Actions actions;
    private boolean planForgotten;
    private boolean released;

    Leftovers(Actions actions) {
        this.actions = actions;
    }

    void forgetPlan() {
        if (!planForgotten) {
            planForgotten = true;
            actions.forgetPlan();
        }
    }

    void release() {
        if (!released) {
            released = true;
            actions.released();
        }
    }
}
