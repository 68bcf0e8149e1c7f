package dev.olapha.benchmark.all;

import dev.olapha.benchmark.page.Page;
import dev.olapha.benchmark.report.JsonFile;
import dev.olapha.benchmark.report.WholeFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./bench page}. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "One page about runs that were made earlier.",
        description =
                "%nReads the JSON files of runs, also of other machines, and makes one page with their"
                        + " pictures, a chapter for each in the given order. It opens offline.%n",
        optionListHeading = "Options:%n",
        footerHeading = "%nExample:%n",
        footer = "  ./bench page throughput.json queries.json --html evidence.html")
public final class PageCommand implements Callable<Integer> {

    @Spec private CommandSpec command;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "JSON files of runs.")
    private List<Path> files;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            required = true,
            description = "Where to save the page.")
    private Path html;

    @Override
    public Integer call() {
        final WholeFile page = WholeFile.at(html);
        page.write(new Page(files.stream().map(JsonFile::read).toList()).toBytes());
        command.commandLine().getOut().println("Page      " + page.path());
        command.commandLine().getOut().flush();
        return 0;
    }
}
