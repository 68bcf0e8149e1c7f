package dev.olapha.benchmark.load;

import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Map;

/** The defaults of {@link LoadOptions} for one subcommand; what is not named keeps its own. */
public final class LoadDefaults {

    private final Map<String, String> values;

    /**
     * @param values by option, for example {@code --modes}
     */
    public LoadDefaults(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** What an {@link IDefaultValueProvider} returns: null if this says nothing of the argument. */
    public String of(ArgSpec argument) {
        return argument.isOption()
                ? values.getOrDefault(
                        ((OptionSpec) argument).longestName(), argument.defaultValue())
                : null;
    }
}
