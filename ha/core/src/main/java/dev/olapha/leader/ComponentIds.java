package dev.olapha.leader;

import org.apache.flink.api.common.JobID;

/**
 * The names under which leaders are recorded. They are those of stock Flink's ZooKeeper layout
 * ({@code ZooKeeperUtils}), so that an operator finds the same words in the same places.
 */
public final class ComponentIds {

    public static final String RESOURCE_MANAGER = "resource_manager";
    public static final String DISPATCHER = "dispatcher";
    public static final String REST_SERVER = "rest_server";

    private static final String JOB_PREFIX = "job-";

    private ComponentIds() {}

    /** The component id of a job's JobMaster. */
    public static String job(JobID jobId) {
        return JOB_PREFIX + jobId;
    }
}
