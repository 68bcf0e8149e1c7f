package dev.olapha.demonstration;

import dev.olapha.demonstration.screen.PipeScreen;
import dev.olapha.demonstration.screen.Screen;
import dev.olapha.demonstration.screen.TerminalScreen;
import dev.olapha.testkit.process.FlinkDistribution;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The command line. Where things are comes from system properties, which the script sets. */
@Command(
        name = "demo",
        sortOptions = false,
        separator = " ",
        headerHeading = "%n",
        header =
                "Kills the leading JobManager of a Flink session cluster while clients ask queries.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = {
            "Starts ZooKeeper or a Kubernetes API server, two JobManagers, two TaskManagers and a SQL Gateway on this machine, all with "
                    + "flink-olap-ha in its OLAP mode, generates TPC-H data, and has several clients ask TPC-H "
                    + "queries over JDBC. Then the leading JobManager is killed (kill -9) and the other takes over. "
                    + "Every answer is compared with the right one. Builds first what is not built.",
            "",
            "Everything is stopped at the end, also after Ctrl-C."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every answer was right, the other JobManager took over, and no query cost a request to ZooKeeper or "
                    + "the API server, or a file in the storage directory",
            "1:anything else",
            "2:wrong options"
        })
final class DemonstrationCommand implements Callable<Integer> {

    private static final int DEFAULT_COLUMNS = 80;

    @Option(
            names = "--scale",
            paramLabel = "<scale>",
            defaultValue = "0.01",
            description = "TPC-H scale, 0.005 to 0.1 (${DEFAULT-VALUE}: 60 thousand line items).")
    private double scale;

    @Option(
            names = "--clients",
            paramLabel = "<count>",
            defaultValue = "4",
            description = "Clients that ask at once, 1 to 8 (${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--seconds",
            paramLabel = "<seconds>",
            defaultValue = "15",
            description =
                    "How long queries are asked before the kill and after the takeover, 1 to 600 (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--kubernetes",
            description =
                    "Elect the leader on a Kubernetes API server, which is started on this machine from the folder "
                            + "that KUBEBUILDER_ASSETS names (kube-apiserver, etcd), and not in ZooKeeper.")
    private boolean kubernetes;

    @Option(
            names = "--kube-config",
            paramLabel = "<file>",
            description =
                    "With --kubernetes: use the API server of this kube config. Its requests are not counted.")
    private Path kubeConfig;

    // The script acts on it.
    @Option(
            names = "--flink",
            paramLabel = "<line>",
            description = "The line of Flink to run, for example 1.20 (the newest).")
    private String flinkLine;

    @Option(
            names = "--keep",
            description =
                    "Leave the cluster running at the end, with both JobManagers, and print its addresses and how to "
                            + "stop it.")
    private boolean keep;

    // The script acts on it.
    @Option(
            names = "--skip-build",
            description = "Use what is built already, even if it is outdated.")
    private boolean skipBuild;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new DemonstrationCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        require(scale >= 0.005 && scale <= 0.1, "--scale must be from 0.005 to 0.1.");
        require(clients >= 1 && clients <= OlapCluster.SLOTS, "--clients must be from 1 to 8.");
        require(seconds >= 1 && seconds <= 600, "--seconds must be from 1 to 600.");
        LeaderServiceChoice service =
                kubernetes ? LeaderServiceChoice.KUBERNETES : LeaderServiceChoice.ZOOKEEPER;
        service.objection(Optional.ofNullable(kubeConfig))
                .ifPresent(sentence -> require(false, sentence));
        Screen screen = screen();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(screen), "interrupted"));
        Demonstration demonstration =
                new Demonstration(
                        screen,
                        new InstalledFlink(
                                FlinkDistribution.fromSystemProperty(),
                                Path.of(System.getProperty("olapha.jar"))),
                        Path.of(System.getProperty("olapha.demonstration.directory")),
                        new Demonstration.Size(scale, clients, Duration.ofSeconds(seconds)),
                        service,
                        Optional.ofNullable(kubeConfig));
        try {
            return demonstration.run(keep ? Ending.KEEP : Ending.STOP);
        } finally {
            screen.silence();
        }
    }

    // The test kit ends the processes. What fails because of that is nobody's concern.
    private static void interrupted(Screen screen) {
        screen.endLive();
        screen.print("Interrupted: stopping all processes");
        screen.silence();
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private static Screen screen() {
        return Boolean.getBoolean("olapha.demonstration.terminal")
                ? new TerminalScreen(
                        System.out,
                        Integer.getInteger("olapha.demonstration.columns", DEFAULT_COLUMNS))
                : new PipeScreen(System.out);
    }
}
