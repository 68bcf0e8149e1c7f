package dev.olapha.demonstration;

import dev.olapha.testkit.process.FlinkDistribution;

import java.nio.file.Path;

/**
 * What was built.
 *
 * @param flink stock Flink
 * @param dropInJar the one jar that is added to it
 */
record InstalledFlink(FlinkDistribution flink, Path dropInJar) {}
