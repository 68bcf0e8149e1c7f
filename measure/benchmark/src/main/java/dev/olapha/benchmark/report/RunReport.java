package dev.olapha.benchmark.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

import java.time.Instant;

/**
 * A run and what it has found: all that a page about it needs. Its single measurements are in its
 * {@link RunResults}, which are a hundred times as large.
 *
 * @param completion whether it measured all it was asked to
 * @param failure why it could not go on, one sentence; null unless it failed
 * @param written when this report was made
 * @param findings for people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunReport(
        RunInfo run, Completion completion, String failure, Instant written, Findings findings) {}
