package dev.olapha.query;

import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;

import java.util.concurrent.CompletableFuture;

/**
 * What is submitted for a query, the same for each attempt: nothing is planned anew. One thread at
 * a time.
 */
public interface Plan {

    /** The job id that the user has fixed, or a random one. */
    JobID firstId();

    String name();

    /**
     * Serializes the plan and sends it once.
     *
     * @param id the job id to send it under
     * @param name the job's name, where the line can still change it
     */
    CompletableFuture<JobID> submit(RestClusterClient<?> client, JobID id, String name);

    /** Tells Flink's job status listeners, where the line has any, that there is a job. */
    void tellListeners();

    /**
     * Serializes the plan to see how large it is.
     *
     * @return bytes, about
     */
    long size();
}
