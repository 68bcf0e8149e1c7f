package dev.olapha.query;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CacheSupportedPipelineExecutor;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;

import java.util.concurrent.CompletableFuture;

/**
 * What differs between Flink's release lines on the side of a client: what is submitted, and how an
 * operator is named. Every drop-in jar brings one implementation, found with {@link
 * java.util.ServiceLoader}.
 */
public interface LinePlans {

    /** What will be submitted, made once. */
    Plan plan(Pipeline pipeline, Configuration configuration, ClassLoader userCode)
            throws Exception;

    /**
     * Sends a request to an operator's coordinator.
     *
     * @param operator as Flink's client names it: its id or its uid
     */
    CompletableFuture<CoordinationResponse> coordinate(
            RestClusterClient<?> client, JobID job, String operator, CoordinationRequest request);

    /** Flink's own executor, for what is not treated here. */
    CacheSupportedPipelineExecutor remote(Configuration configuration);
}
