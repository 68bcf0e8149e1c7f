package dev.olapha.benchmark.micro;

import java.util.List;

/**
 * One benchmark with one number of threads.
 *
 * @param name class and method, with its parameter
 * @param nanos of one operation in each iteration of each JVM
 */
record MicroSample(String name, int threads, List<Double> nanos) {}
