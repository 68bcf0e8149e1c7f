package dev.olapha.profile.config;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

import java.time.Duration;

/** What a user sets beside {@code high-availability.type}. */
public final class ProfilerOptions {

    public static final ConfigOption<String> WRAPPED_TYPE =
            ConfigOptions.key("high-availability.profiler.wrapped-type")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "What 'high-availability.type' was before: 'zookeeper', 'kubernetes',"
                                    + " 'NONE' or the class of a factory. Every call that Flink"
                                    + " makes to it is metered.");

    public static final ConfigOption<String> DIRECTORY =
            ConfigOptions.key("high-availability.profiler.directory")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "An existing or new local directory. Every process writes one file"
                                    + " there.");

    public static final ConfigOption<Duration> INTERVAL =
            ConfigOptions.key("high-availability.profiler.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "How often the file is written; it is also written when the process"
                                    + " ends.");

    public static final ConfigOption<Integer> QUERIES =
            ConfigOptions.key("high-availability.profiler.queries")
                    .intType()
                    .defaultValue(200)
                    .withDescription(
                            "How many of the last queries are kept call by call; totals count all.");

    private ProfilerOptions() {}
}
