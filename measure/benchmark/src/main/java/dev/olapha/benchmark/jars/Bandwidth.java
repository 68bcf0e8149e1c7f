package dev.olapha.benchmark.jars;

/** How much a link carries. */
record Bandwidth(double bytesPerSecond) {}
