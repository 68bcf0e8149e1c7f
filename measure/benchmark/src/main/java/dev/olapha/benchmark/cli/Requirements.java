package dev.olapha.benchmark.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the options of a subcommand must fulfil. Each method throws {@link ParameterException} with
 * one sentence if they do not.
 */
public final class Requirements {

    private final CommandSpec command;

    public Requirements(CommandSpec command) {
        this.command = command;
    }

    /**
     * @param sentence what is required
     */
    public void require(boolean condition, String sentence) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), sentence);
        }
    }

    /** A value must lie between two others, or be one of them. */
    public <T extends Comparable<T>> void within(String option, T value, T least, T most) {
        allWithin(option, List.of(value), least, most);
    }

    /** The same for each of several values. */
    public <T extends Comparable<T>> void allWithin(
            String option, Collection<T> values, T least, T most) {
        for (final T value : values) {
            require(
                    value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                    option + " must be from " + least + " to " + most + ", but is " + value + ".");
        }
    }

    /** The user's settings of Flink must leave high availability to the mode. */
    public void leaveHighAvailability(Map<String, String> flinkSettings) {
        flinkSettings
                .keySet()
                .forEach(
                        key ->
                                require(
                                        !key.startsWith("high-availability"),
                                        "-D " + key + " cannot be set: the mode does."));
    }
}
