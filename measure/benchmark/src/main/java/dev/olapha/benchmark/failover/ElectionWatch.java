package dev.olapha.benchmark.failover;

/** Looks at one cluster's election in its store, without being a part of it. */
interface ElectionWatch {

    /** Whether so many JobManagers lead or would take over. */
    boolean isStoodFor(int jobManagers);

    /**
     * The leader whose record is there now.
     *
     * @throws dev.olapha.benchmark.cli.BenchmarkException if there is none
     */
    Incumbent incumbent();

    /** A process that led when it was looked at. */
    interface Incumbent {

        /** Whether the store still counts on it. */
        boolean holdsOn();

        /** Whether another process leads and has published its record. */
        boolean isSucceeded();
    }
}
