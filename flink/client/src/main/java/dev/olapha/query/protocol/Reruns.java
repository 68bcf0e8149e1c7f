package dev.olapha.query.protocol;

import javax.annotation.Nullable;

import java.util.Optional;

/** Which loss a query is run again after. */
final class Reruns {

    private final Limits limits;

    /** The loss after which the query was run again last. */
    @Nullable private Throwable last;

    Reruns(Limits limits) {
        this.limits = limits;
    }

    /** The error that the query ends with; empty if it is to be run again. */
    Optional<Throwable> refusal(Throwable loss, ResultRows rows, int attempt) {
        if (rows.anyHandedOn()) {
            return Optional.of(LostQueryException.rowsHandedOn(loss));
        }
        if (!rows.areProtected() || attempt > limits.reruns()) {
            return Optional.of(LostQueryException.after(attempt, loss));
        }
        last = loss;
        return Optional.empty();
    }

    /**
     * A plan that cannot be sent again, because credentials in it have expired or a jar is gone, is
     * no error of its own: the client hears of the loss.
     */
    Throwable orFirst(Throwable refused) {
        if (last == null) {
            return refused;
        }
        if (refused != last) {
            last.addSuppressed(refused);
        }
        return last;
    }
}
