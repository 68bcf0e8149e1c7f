package dev.olapha.benchmark.all;

import java.util.List;

/** What a run of everything consists of, in this order. */
final class Parts {

    private static final String NEAR_AND_FAR =
            " --coordination-delay 0ms,5ms --storage-delay 0ms,20ms";

    /** Queries and wordcount show real processes, too. */
    private static final String NOT_QUICK = "";

    private Parts() {}

    /** In every size. */
    static List<Part> all() {
        return List.of(
                part(
                        "throughput",
                        "How much slower is a query with high availability?",
                        "throughput --rounds 2 --duration 500ms --warm-up 2s" + NEAR_AND_FAR,
                        "throughput --rounds 20 --duration 1500ms --warm-up 12s --modes"
                                + " none,zookeeper,olap,olap-blobs,olap-recovery,olap-recovery-no-blobs"
                                + NEAR_AND_FAR),
                part(
                        "profile",
                        "Where does the time of a query go?",
                        "profile --queries 30 --warm-up 30",
                        "profile --queries 200 --warm-up 300"),
                part(
                        "jars",
                        "When does the blob store pay?",
                        "jars --size 20MB --taskmanagers 2 --rounds 2",
                        "jars --size 1MB,20MB,200MB --taskmanagers 2,8 --rounds 5"),
                part(
                        "processes",
                        "And with real processes, over REST?",
                        NOT_QUICK,
                        "throughput --processes --clients 1,8,32 --rounds 10 --duration 4s --warm-up"
                                + " 60s"
                                + NEAR_AND_FAR),
                part(
                        "queries",
                        "And for real queries over JDBC?",
                        "queries --clients 2 --rounds 1 --duration 2s --warm-up 1s --scale 0.005",
                        "queries --clients 1,4 --rounds 10 --duration 10s --warm-up 60s"
                                + NEAR_AND_FAR),
                part(
                        "wordcount",
                        "Does disabling the blob store double the queries per second?",
                        "wordcount --parallelism 8 --rounds 1 --duration 3s --warm-up 1s --modes"
                                + " olap,olap-blobs",
                        "wordcount --clients 1,2 --rounds 10 --duration 8s --warm-up 60s"),
                part(
                        "soak",
                        "Does anything grow with the number of queries?",
                        "soak --modes none,olap --queries 60 --clients 4 --failovers 1 --readings 2",
                        "soak --queries 30000 --failovers 5 --readings 24"),
                part(
                        "failover",
                        "How long is a cluster away when its leading JobManager is killed?",
                        "failover --rounds 1",
                        "failover --rounds 5"),
                part(
                        "micro",
                        "How many nanoseconds does this product add where every query passes?",
                        "micro --only JobElection --forks 1 --iterations 1",
                        "micro"));
    }

    /** Those that a size has. */
    static List<Part> of(Size size) {
        return all().stream().filter(part -> !part.arguments(size).isEmpty()).toList();
    }

    private static Part part(String id, String question, String quick, String full) {
        return new Part(id, question, words(quick), words(full));
    }

    private static List<String> words(String commandLine) {
        return commandLine.isEmpty() ? List.of() : List.of(commandLine.split(" "));
    }
}
