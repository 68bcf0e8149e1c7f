package dev.olapha.benchmark.report;

/**
 * A figure that is the answer.
 *
 * @param value with its unit, short: {@code 0.25 x}
 * @param label what it is, in a few words
 */
public record Headline(String value, String label, Tone tone) {}
