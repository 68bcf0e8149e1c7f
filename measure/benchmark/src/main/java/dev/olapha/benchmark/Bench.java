package dev.olapha.benchmark;

import dev.olapha.benchmark.all.AllCommand;
import dev.olapha.benchmark.all.PageCommand;
import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.cluster.ModeConverter;
import dev.olapha.benchmark.failover.FailoverCommand;
import dev.olapha.benchmark.jars.JarsCommand;
import dev.olapha.benchmark.micro.MicroCommand;
import dev.olapha.benchmark.profile.ProfileCommand;
import dev.olapha.benchmark.soak.SoakCommand;
import dev.olapha.benchmark.throughput.ThroughputCommand;
import dev.olapha.benchmark.tpch.QueriesCommand;
import dev.olapha.benchmark.wordcount.WordCountCommand;

import org.apache.flink.util.TimeUtils;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.PropertiesDefaultProvider;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Properties;

/** The program behind ./bench. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = BenchVersion.class,
        header =
                "Measures what high availability costs an Apache Flink cluster that answers queries.",
        description = {
            "%nEvery subcommand compares ways to run the same work: without high availability, with"
                    + " Flink's own, and with flink-olap-ha. It prints a table, saves what was found"
                    + " and every single measurement as JSON, each with a description of the machine, draws a page"
                    + " with pictures that opens offline, and leaves nothing else behind: clusters and servers run on free ports of the loopback"
                    + " interface and in a temporary directory.%n",
            "Close other programs first. Each saved measurement says how much of the processors"
                    + " other programs took meanwhile, and the table warns if it was much.%n"
        },
        optionListHeading = "Options:%n",
        commandListHeading = "%nSubcommands (./bench SUBCOMMAND --help tells more):%n",
        footer = {
            "%nEnvironment:",
            "  JAVA_HOME        the Java to use, 17 or newer; default: java on the PATH",
            "  BENCH_JAVA_OPTS  more options for its JVM, for example -Xmx4g",
            "  BENCH_MVN_OPTS   more options for the build, for example --offline"
        },
        subcommands = {
            ThroughputCommand.class,
            FailoverCommand.class,
            ProfileCommand.class,
            JarsCommand.class,
            MicroCommand.class,
            QueriesCommand.class,
            WordCountCommand.class,
            SoakCommand.class,
            AllCommand.class,
            PageCommand.class
        })
final class Bench implements Runnable {

    // The script acts on it: it starts the program that was built for this line.
    @Option(
            names = "--flink",
            scope = ScopeType.INHERIT,
            paramLabel = "LINE",
            description =
                    "The line of Flink to measure: 1.20, 2.0, 2.1 and so on; default: the newest.")
    private String flinkLine;

    @Spec private CommandSpec command;

    private Bench() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .registerConverter(Duration.class, Bench::duration)
                .registerConverter(Mode.class, new ModeConverter())
                .setDefaultValueProvider(new PropertiesDefaultProvider(defaults()))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((e, args) -> wrongCommandLine(e))
                .setExecutionExceptionHandler((e, commandLine, result) -> failed(e, commandLine));
    }

    /** As in Flink's configuration: {@code 4ms}, {@code 10s}, {@code 2 min}. */
    private static Duration duration(String text) {
        try {
            return TimeUtils.parseDuration(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no duration; write for example 4ms, 10s or 2m.");
        }
    }

    private static Properties defaults() {
        final Properties defaults = new Properties();
        try (InputStream file = Bench.class.getResourceAsStream("defaults.properties")) {
            defaults.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return defaults;
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Name a subcommand.");
    }

    private static int wrongCommandLine(ParameterException e) {
        final CommandLine commandLine = e.getCommandLine();
        commandLine
                .getErr()
                .println(
                        "bench: "
                                + e.getMessage()
                                + " See ./"
                                + commandLine.getCommandSpec().qualifiedName()
                                + " --help.");
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine commandLine) throws Exception {
        if (e instanceof BenchmarkException) {
            commandLine.getErr().println("bench: " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
        throw e;
    }
}
