package dev.olapha.it;

import java.util.Set;

/** The Flink that the tests run with, and where Flink's lines differ in what a test sees. */
final class TestedFlink {

    private static final Set<String> LINES_WITHOUT_APPLICATIONS =
            Set.of("1.20", "2.0", "2.1", "2.2");

    private TestedFlink() {}

    static String line() {
        return System.getProperty("flink.line");
    }

    static String version() {
        return System.getProperty("flink.version");
    }

    /** The exception with which Flink refuses a job whose id it knows. */
    static String duplicateSubmission() {
        return LINES_WITHOUT_APPLICATIONS.contains(line())
                ? "org.apache.flink.runtime.client.DuplicateJobSubmissionException"
                : "org.apache.flink.runtime.client.DuplicateApplicationSubmissionException";
    }

    /** The znode, below the cluster's, of the plans of jobs. */
    static String plans() {
        return line().equals("1.20") ? "/jobgraphs/" : "/execution-plans/";
    }
}
