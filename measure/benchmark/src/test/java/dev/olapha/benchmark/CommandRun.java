package dev.olapha.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of a subcommand, as a user would type it. */
public final class CommandRun {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path json;
    private final Path samples;
    private final int exitCode;

    private CommandRun(Path directory, List<String> arguments) {
        this.json = directory.resolve("results.json");
        this.samples = directory.resolve("samples.json");
        final CommandLine commandLine = Bench.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        final List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--json", json.toString(), "--samples", samples.toString()));
        this.exitCode = commandLine.execute(all.toArray(String[]::new));
    }

    /**
     * @param directory for {@code results.json}, {@code results.html} and {@code samples.json}
     */
    public static CommandRun of(Path directory, String commandLine) {
        return new CommandRun(directory, List.of(commandLine.split(" ")));
    }

    /**
     * Reads a command line and runs nothing.
     *
     * @throws picocli.CommandLine.ParameterException if a subcommand or an option is unknown
     */
    public static void parse(List<String> commandLine) {
        Bench.commandLine().parseArgs(commandLine.toArray(String[]::new));
    }

    public int exitCode() {
        return exitCode;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    public JsonNode json() throws IOException {
        return new ObjectMapper().readTree(json.toFile());
    }

    public JsonNode samples() throws IOException {
        return new ObjectMapper().readTree(samples.toFile());
    }

    public Path page() {
        return json.resolveSibling("results.html");
    }
}
