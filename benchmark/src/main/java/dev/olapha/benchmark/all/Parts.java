package dev.olapha.benchmark.all;

import java.util.List;

/** What a run of everything consists of, in this order. */
final class Parts {

    private static final String NEAR_AND_FAR =
            " --coordination-delay 0ms,5ms --storage-delay 0ms,20ms";

    private Parts() {}

    static List<Part> all() {
        return List.of(
                part(
                        "throughput",
                        "How much slower is a query with high availability?",
                        "throughput --rounds 3 --duration 1s --warm-up 5s" + NEAR_AND_FAR,
                        "throughput --rounds 20 --duration 1500ms --warm-up 12s --modes"
                                + " none,zookeeper,olap,olap-blobs,olap-recovery,olap-recovery-no-blobs"
                                + NEAR_AND_FAR),
                part(
                        "profile",
                        "Where does the time of a query go?",
                        "profile --queries 50 --warm-up 50",
                        "profile --queries 200 --warm-up 300"),
                part(
                        "jars",
                        "When does the blob store pay?",
                        "jars --size 20MB --taskmanagers 2 --rounds 2",
                        "jars --size 1MB,20MB,200MB --taskmanagers 2,8 --rounds 5"));
    }

    private static Part part(String id, String question, String quick, String full) {
        return new Part(id, question, words(quick), words(full));
    }

    private static List<String> words(String commandLine) {
        return List.of(commandLine.split(" "));
    }
}
