package dev.olapha.faults.row;

import dev.olapha.faults.cluster.Scene;

/** One row of the table of faults: it strikes and heals, and says what must hold. */
public interface Row {

    Title title();

    /** What must hold. */
    Expectation expectation(Timing timing);

    /**
     * Strikes, and undoes what the cluster cannot mend itself. Returns when both are done; what the
     * cluster makes of it is waited for afterwards.
     *
     * @param run the number of the run, from 1: rows with variants take turns
     */
    void strike(Scene scene, int run) throws Exception;
}
