package dev.olapha.profile.config;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** The profiler's settings, read once and checked. */
public final class ProfilerSettings {

    /** What {@code high-availability.type} is set to. */
    public static final String FACTORY = "dev.olapha.profile.ProfilingHaServicesFactory";

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final int MOST_QUERIES = 10_000;

    private final String wrappedType;
    private final Path directory;
    private final Duration interval;
    private final int queries;

    private ProfilerSettings(Configuration configuration) {
        wrappedType = wrappedType(configuration);
        directory = directory(configuration);
        interval = interval(configuration);
        queries = queries(configuration);
    }

    /** Whether a configuration names the profiler at all. */
    public static boolean areIn(Configuration configuration) {
        return FACTORY.equals(configuration.get(HighAvailabilityOptions.HA_MODE));
    }

    /**
     * Creates the directory if it is not there.
     *
     * @throws IllegalConfigurationException with one sentence: the key, the value, what is allowed
     */
    public static ProfilerSettings from(Configuration configuration) {
        return new ProfilerSettings(configuration);
    }

    public String wrappedType() {
        return wrappedType;
    }

    public Path directory() {
        return directory;
    }

    public Duration interval() {
        return interval;
    }

    public int queries() {
        return queries;
    }

    /** The same configuration without the profiler: what the wrapped type would have been given. */
    public Configuration withoutProfiler(Configuration configuration) {
        final Configuration wrapped = new Configuration(configuration);
        wrapped.set(HighAvailabilityOptions.HA_MODE, wrappedType);
        return wrapped;
    }

    private static String wrappedType(Configuration configuration) {
        final ConfigOption<String> option = ProfilerOptions.WRAPPED_TYPE;
        final String type =
                configuration
                        .getOptional(option)
                        .map(String::trim)
                        .filter(value -> !value.isEmpty())
                        .orElseThrow(
                                () ->
                                        missing(
                                                option,
                                                "'zookeeper', 'kubernetes', 'NONE' or the class of"
                                                        + " a factory"));
        if (FACTORY.equals(type)) {
            throw illegal(option, type, "the profiler cannot wrap itself");
        }
        return type;
    }

    private static Path directory(Configuration configuration) {
        final ConfigOption<String> option = ProfilerOptions.DIRECTORY;
        final String value =
                configuration
                        .getOptional(option)
                        .filter(text -> !text.isBlank())
                        .orElseThrow(() -> missing(option, "a local directory"));
        try {
            final Path path = Path.of(value.trim()).toAbsolutePath().normalize();
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, "profile", ".check"));
            return path;
        } catch (IOException | InvalidPathException e) {
            throw illegal(option, value, "it must be a local directory that can be written to");
        }
    }

    private static Duration interval(Configuration configuration) {
        final ConfigOption<Duration> option = ProfilerOptions.INTERVAL;
        final String allowed = "allowed are durations of 100 ms and more, such as 10 s";
        final Duration interval = parsed(configuration, option, allowed);
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw illegal(option, configuration.toMap().get(option.key()), allowed);
        }
        return interval;
    }

    private static int queries(Configuration configuration) {
        final ConfigOption<Integer> option = ProfilerOptions.QUERIES;
        final String allowed = "allowed are whole numbers from 1 to " + MOST_QUERIES;
        final int queries = parsed(configuration, option, allowed);
        if (queries < 1 || queries > MOST_QUERIES) {
            throw illegal(option, queries, allowed);
        }
        return queries;
    }

    private static <T> T parsed(
            Configuration configuration, ConfigOption<T> option, String allowed) {
        try {
            return configuration.get(option);
        } catch (IllegalArgumentException e) {
            throw illegal(option, configuration.toMap().get(option.key()), allowed);
        }
    }

    private static IllegalConfigurationException missing(ConfigOption<?> option, String allowed) {
        return new IllegalConfigurationException(
                String.format(
                        "The profiler needs '%s', which is not set: %s.", option.key(), allowed));
    }

    private static IllegalConfigurationException illegal(
            ConfigOption<?> option, Object value, String allowed) {
        return new IllegalConfigurationException(
                String.format(
                        "The value '%s' of '%s' is not allowed: %s.",
                        value, option.key(), allowed));
    }
}
