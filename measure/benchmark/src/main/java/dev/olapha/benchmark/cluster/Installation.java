package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.testkit.process.FlinkDistribution;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What real processes are made of.
 *
 * @param flink stock Flink
 * @param dropInJar the one jar that this product adds to it
 */
public record Installation(FlinkDistribution flink, Path dropInJar) {

    private static final String JAR_PROPERTY = "olapha.jar";

    /**
     * The one that ./bench has named with system properties.
     *
     * @throws BenchmarkException if it is not there
     */
    public static Installation ofThisBuild() {
        final String jar = System.getProperty(JAR_PROPERTY);
        if (jar == null || !Files.isRegularFile(Path.of(jar))) {
            throw new BenchmarkException(
                    "Real processes need the drop-in jar, and "
                            + (jar == null ? "no one has said where it is" : jar + " is not there")
                            + "; run this program with ./bench.");
        }
        try {
            return new Installation(FlinkDistribution.fromSystemProperty(), Path.of(jar));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new BenchmarkException(
                    "Real processes need a Flink distribution: " + e.getMessage() + ".", e);
        }
    }
}
