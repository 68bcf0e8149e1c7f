package dev.olapha.benchmark.profile;

/** What was called. */
record RecordedOperation(String service, String name) implements Comparable<RecordedOperation> {

    private static final String RPC = "Rpc to ";

    /** Whether it is a call of high availability, and not of the rest of Flink. */
    boolean isHighAvailability() {
        return !service.startsWith(RPC)
                && !service.equals("TaskDeploymentDescriptor")
                && !service.equals("BlobServer");
    }

    /** The dispatcher is given the query, or before that the first of its files. */
    boolean isSubmission() {
        return service.equals(RPC + "Dispatcher") && name.startsWith("submit")
                || service.equals("BlobStore") && name.equals("put of user files");
    }

    boolean isResultRequest() {
        return service.equals(RPC + "Dispatcher") && name.equals("requestJobResult");
    }

    /** Flink does this as soon as it has the result. */
    boolean isEndOfQuery() {
        return service.equals("JobResultStore") && name.equals("createDirtyResultAsync");
    }

    boolean tellsThatTaskRuns() {
        return service.equals(RPC + "JobMaster") && name.equals("task is RUNNING");
    }

    boolean tellsThatTaskIsFinished() {
        return service.equals(RPC + "JobMaster") && name.equals("task is FINISHED");
    }

    @Override
    public int compareTo(RecordedOperation other) {
        final int services = service.compareTo(other.service);
        return services != 0 ? services : name.compareTo(other.name);
    }
}
