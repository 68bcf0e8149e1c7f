package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.run.RunOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** {@code ./bench throughput}. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "How many queries a second a cluster answers, with and without high availability.",
        description = {
            "%nStarts one small cluster (a JobManager and a TaskManager) for each mode and, if a mode"
                    + " needs it, one real ZooKeeper server or Kubernetes API server. Clients then ask queries which do nothing,"
                    + " each as soon as the one before is answered, so that what is measured is what the"
                    + " cluster adds to a query. The work is that of HighAvailabilityServiceBenchmark"
                    + " in Flink's own flink-benchmarks.%n",
            "The clusters take turns: in every round each one works for a while, beginning with"
                    + " another one each time. A mode's ratio to mode none is taken round by round. Only"
                    + " such ratios compare between machines and runs. Requests are counted by the"
                    + " server itself, over all connections; ZooKeeper's heartbeats are left out,"
                    + " renewals of leases on Kubernetes are not.%n",
            "Whatever of Flink's settings costs a query time has its default, save two: slot.request.max-interval and"
                    + " slotmanager.requirement-check.delay are 0, as a query would otherwise wait 70 ms"
                    + " for nothing, in every mode. -D sets them, or anything else.%n",
            "Modes:",
            "  none                    Flink without high availability",
            "  zookeeper               Flink's own high availability on ZooKeeper",
            "  olap                    flink-olap-ha on ZooKeeper, job recovery off",
            "  olap-blobs              the same with the blob store on",
            "  olap-recovery           flink-olap-ha on ZooKeeper, job recovery on",
            "  olap-recovery-no-blobs  the same with the blob store off",
            "  olap-standalone         flink-olap-ha without ZooKeeper, job recovery off",
            "  kubernetes              Flink's own high availability on Kubernetes",
            "  olap-kubernetes         flink-olap-ha on Kubernetes, job recovery off; also with"
                    + " -blobs, -recovery and -recovery-no-blobs%n",
            "Modes on Kubernetes need an API server. KUBEBUILDER_ASSETS names a folder with"
                    + " kube-apiserver and etcd, from which both are started on loopback; or"
                    + " --kube-config names one that is there already, where ConfigMaps and Secrets"
                    + " labelled app=bench-... are kept while the run lasts.%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench throughput",
            "  ./bench throughput --modes none,zookeeper,olap --clients 8 --coordination-delay 0ms,4ms",
            "  ./bench throughput --clients 32 --coordination-delay 0ms,5ms --storage-delay 0ms,20ms",
            "  KUBEBUILDER_ASSETS=/opt/k8s ./bench throughput --modes none,kubernetes,olap-kubernetes --clients 8",
            "  ./bench throughput --processes --modes none,zookeeper,olap --clients 1,8",
            "  ./bench throughput --modes none,olap --rounds 3 --duration 2s --json olap.json%n",
            "Exit codes: 0 measured, 1 could not measure, 2 wrong command line, 130 stopped by Ctrl-C"
                    + " (what was measured until then is printed and saved)."
        })
public final class ThroughputCommand implements Callable<Integer> {

    @Mixin private ThroughputOptions load;

    @Option(
            names = "--processes",
            description =
                    "Start a process for each JobManager and TaskManager and ask over REST, instead of"
                            + " running all in one JVM. Needs a longer warm-up.")
    private boolean processes;

    @Mixin private RunOptions options;

    @Override
    public Integer call() {
        return options.carryOut(
                new ThroughputRun(
                        load.plan(),
                        new NoOpQueries(
                                processes
                                        ? NoOpQueries.Runtime.PROCESSES
                                        : NoOpQueries.Runtime.EMBEDDED)));
    }
}
