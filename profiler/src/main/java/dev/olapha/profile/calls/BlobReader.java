package dev.olapha.profile.calls;

/** Who wants a blob of a query, told from the stack of the thread that asks for it. */
enum BlobReader {
    /** A JobManager's blob server. */
    SERVER("for the blob server"),
    /** A TaskManager that reads job or task information that was too large for a message. */
    TASK_INFORMATION("of task information"),
    /** A process that needs a user's jar or file. */
    USER_FILE("of user files");

    private final String text;

    BlobReader(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    static BlobReader ofThisThread() {
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.map(BlobReader::of)
                                        .filter(reader -> reader != USER_FILE)
                                        .findFirst()
                                        .orElse(USER_FILE));
    }

    private static BlobReader of(StackWalker.StackFrame frame) {
        final String type = frame.getClassName();
        if (type.equals("org.apache.flink.runtime.blob.BlobServer")) {
            return SERVER;
        }
        return type.equals("org.apache.flink.runtime.deployment.TaskDeploymentDescriptor")
                ? TASK_INFORMATION
                : USER_FILE;
    }
}
