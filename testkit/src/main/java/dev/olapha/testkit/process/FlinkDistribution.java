package dev.olapha.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory laid out like a Flink distribution: jars in {@code lib} and {@code opt}, logging in
 * {@code conf}.
 */
public final class FlinkDistribution {

    /** The system property that {@link #fromSystemProperty()} reads. */
    public static final String HOME_PROPERTY = "olapha.flink.home";

    private final Path home;

    private FlinkDistribution(Path home) {
        this.home = home;
    }

    /**
     * The distribution in a directory.
     *
     * @throws IllegalArgumentException if {@code home/lib} holds no jar
     */
    public static FlinkDistribution in(Path home) {
        FlinkDistribution distribution =
                new FlinkDistribution(
                        Objects.requireNonNull(home, "home").toAbsolutePath().normalize());
        if (distribution.lib().isEmpty()) {
            throw new IllegalArgumentException("No jars in " + distribution.home.resolve("lib"));
        }
        return distribution;
    }

    /**
     * The distribution in the directory that the system property {@value #HOME_PROPERTY} names.
     *
     * @throws IllegalStateException if the property is not set
     * @throws IllegalArgumentException if the directory holds no distribution
     */
    public static FlinkDistribution fromSystemProperty() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null || home.isEmpty()) {
            throw new IllegalStateException(
                    "Set the system property "
                            + HOME_PROPERTY
                            + " to the directory of a Flink distribution (with lib, opt and conf).");
        }
        return in(Path.of(home));
    }

    /** The directory itself, absolute. */
    public Path home() {
        return home;
    }

    /** The jars every Flink process has on its class path, in the order of their names. */
    public List<Path> lib() {
        return jars(home.resolve("lib"));
    }

    /** The jars of optional components; the SQL gateway is one of them. */
    public List<Path> opt() {
        return jars(home.resolve("opt"));
    }

    Path logging() {
        return home.resolve("conf").resolve("log4j-console.properties");
    }

    private static List<Path> jars(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.toUnmodifiableList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory, e);
        }
    }

    @Override
    public String toString() {
        return home.toString();
    }
}
