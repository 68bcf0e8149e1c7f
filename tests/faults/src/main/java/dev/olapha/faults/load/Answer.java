package dev.olapha.faults.load;

import org.apache.flink.runtime.jobmaster.JobResult;

/** What a client reads in an error: the innermost reason. */
final class Answer {

    private static final int MAX_LENGTH = 400;

    private Answer() {}

    static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cut(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    static String of(JobResult result) {
        return cut(
                result.getJobStatus()
                        + result.getSerializedThrowable()
                                .map(error -> ": " + of(error))
                                .orElse(""));
    }

    /** Flink's REST errors carry a whole stack trace in their message: the frames are left out. */
    private static String cut(String text) {
        final String line = text.replaceAll("\\R\\s+at [^\\n]*", "").replaceAll("\\s+", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH);
    }
}
