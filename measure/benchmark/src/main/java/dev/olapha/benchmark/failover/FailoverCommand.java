package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cli.Requirements;
import dev.olapha.benchmark.cluster.ApiServerAccess;
import dev.olapha.benchmark.cluster.ApiServerOptions;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.cluster.Mode.Coordination;
import dev.olapha.benchmark.run.RunOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** {@code ./bench failover}. */
@Command(
        name = "failover",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "How long a cluster is away when its leading JobManager is killed.",
        description = {
            "%nStarts a cluster of real processes for each mode (two JobManagers, two TaskManagers) and"
                    + " one real ZooKeeper server or Kubernetes API server, kills the leader with"
                    + " SIGKILL, and looks when the store lets go of it (its session is over, its"
                    + " lease is another's), when the other one leads and has published that,"
                    + " when the TaskManagers have registered, and when the next query is answered."
                    + " The page draws all modes on one axis.%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench failover",
            "  ./bench failover --modes olap --rounds 30",
            "  KUBEBUILDER_ASSETS=/opt/k8s ./bench failover --modes kubernetes,olap-kubernetes",
            "  ./bench failover -D high-availability.zookeeper.client.session-timeout=4s%n",
            "Exit codes: 0 measured, 1 could not measure, 2 wrong command line, 130 stopped by Ctrl-C"
                    + " (what was measured until then is printed and saved)."
        })
public final class FailoverCommand implements Callable<Integer> {

    private static final int MOST_ROUNDS = 1_000;

    @Spec private CommandSpec command;

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "MODE",
            defaultValue = "zookeeper,olap",
            description =
                    "What to compare, of those that elect a leader: zookeeper, olap, olap-blobs,"
                            + " olap-recovery, kubernetes, olap-kubernetes and so on; default: ${DEFAULT-VALUE}.")
    private List<Mode> modes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each cluster loses its leader; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting of Flink for all clusters; may be repeated.")
    private Map<String, String> flinkSettings = new TreeMap<>();

    @Mixin private ApiServerOptions apiServerOptions;

    @Mixin private RunOptions options;

    @Override
    public Integer call() {
        return options.carryOut(new FailoverRun(plan()));
    }

    FailoverPlan plan() {
        final Requirements all = new Requirements(command);
        all.within("--rounds", rounds, 1, MOST_ROUNDS);
        modes.forEach(
                mode ->
                        all.require(
                                mode.coordination() != Coordination.NONE,
                                "Mode " + mode.id() + " elects no leader."));
        final ApiServerAccess apiServer = apiServerOptions.access();
        apiServer
                .objection(modes.stream().map(ClusterSpec::near).toList())
                .ifPresent(sentence -> all.require(false, sentence));
        return new FailoverPlan(
                modes.stream().distinct().toList(), rounds, flinkSettings, apiServer);
    }
}
