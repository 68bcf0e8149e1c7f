package dev.olapha.benchmark.report;

/**
 * One picture of a page.
 *
 * @param title the question it answers
 * @param caption one sentence: what it shows and how to read it
 */
public record Picture(String title, String caption, Drawing drawing) {}
