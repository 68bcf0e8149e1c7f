package dev.olapha.benchmark.report;

import dev.olapha.benchmark.machine.Machine;

import org.apache.flink.runtime.util.EnvironmentInformation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is said about every run, whatever it measures.
 *
 * @param subcommand for example {@code throughput}
 * @param commandLine as the user typed it
 * @param started when the run began
 * @param machine where it ran
 * @param flinkVersion of the clusters
 * @param productVersion of flink-olap-ha; {@code unpackaged} when it runs from class directories
 */
public record RunInfo(
        String subcommand,
        String commandLine,
        Instant started,
        Machine machine,
        String flinkVersion,
        String productVersion) {

    /** A run of this JVM that begins now. */
    public static RunInfo begin(String subcommand, String commandLine) {
        final String packaged = RunInfo.class.getPackage().getImplementationVersion();
        return new RunInfo(
                subcommand,
                commandLine,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Machine.describe(),
                EnvironmentInformation.getVersion(),
                packaged == null ? "unpackaged" : packaged);
    }
}
