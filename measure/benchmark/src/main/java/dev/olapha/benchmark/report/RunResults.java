package dev.olapha.benchmark.report;

import java.time.Instant;

/**
 * Every single measurement of a run.
 *
 * @param completion whether these are all there are
 * @param written when this was written
 * @param results their form is the subcommand's
 */
public record RunResults(RunInfo run, Completion completion, Instant written, Object results) {}
