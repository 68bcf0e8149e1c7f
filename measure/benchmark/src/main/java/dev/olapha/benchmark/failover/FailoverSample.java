package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cluster.Mode;

/** One failover. */
record FailoverSample(int round, Mode mode, Moments moments) {}
