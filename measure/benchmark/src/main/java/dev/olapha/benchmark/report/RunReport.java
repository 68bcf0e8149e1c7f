package dev.olapha.benchmark.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

import java.time.Instant;

/**
 * A run and what it measured: all that a page or a table about it needs.
 *
 * @param completion whether {@code results} are all there are
 * @param failure why it could not go on, one sentence; null unless it failed
 * @param written when this report was made
 * @param findings for people
 * @param results every single measurement; its form is the subcommand's
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunReport(
        RunInfo run,
        Completion completion,
        String failure,
        Instant written,
        Findings findings,
        Object results) {}
