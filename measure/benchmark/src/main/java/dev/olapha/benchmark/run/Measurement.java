package dev.olapha.benchmark.run;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.report.Findings;

/**
 * The work of one subcommand. {@link RunOptions#carryOut} runs it, and saves, prints and draws what
 * it has measured, however it ends. Used by one thread.
 */
public interface Measurement {

    /** The subcommand's name. */
    String name();

    /**
     * Measures. Ctrl-C interrupts this thread; whatever was started is stopped before this returns
     * or throws.
     *
     * @param status tells the user what is going on
     * @param save writes what was measured so far; to be called after each step that is worth it
     * @throws BenchmarkException if it cannot go on; its message is one sentence for the user
     */
    void run(StatusLine status, Runnable save) throws InterruptedException;

    /** Every single measurement so far, as Jackson writes it. */
    Object results();

    /** What they say so far, for people. */
    Findings findings();
}
