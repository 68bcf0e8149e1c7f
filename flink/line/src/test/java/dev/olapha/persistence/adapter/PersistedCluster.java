package dev.olapha.persistence.adapter;

import org.apache.flink.runtime.persistence.StateHandleStore;

import java.util.Collection;

/** What a cluster with job recovery keeps in its coordination service, for a contract. */
interface PersistedCluster extends AutoCloseable {

    /** How Flink names the plan of a job there. */
    String planName(String jobId);

    String applicationName(String applicationId);

    String checkpointName(int id);

    /** Where Flink keeps pointers to plans. */
    StateHandleStore<String, ?> plans() throws Exception;

    StateHandleStore<String, ?> applications() throws Exception;

    StateHandleStore<String, ?> checkpoints(String jobId) throws Exception;

    /** Something that is not a pointer, where a pointer to a plan should be. */
    void addMalformedPlan() throws Exception;

    /** Ends the cluster for good, as far as that process lives. */
    void end(Mortality mortality) throws Exception;

    /** Whatever is there of jobs and applications. */
    Collection<String> leftovers() throws Exception;
}
