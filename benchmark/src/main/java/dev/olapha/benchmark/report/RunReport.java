package dev.olapha.benchmark.report;

import java.time.Instant;

/**
 * A run and what it measured: all that a page or a table about it needs.
 *
 * @param <R> what this kind of run measures
 * @param completion whether {@code results} are all there are
 * @param written when this report was made
 */
public record RunReport<R>(RunInfo run, Completion completion, Instant written, R results) {}
