package dev.olapha.query;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CacheSupportedPipelineExecutor;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.util.StringUtils;

import java.util.concurrent.CompletableFuture;

/** Flink 1.20: job graphs, made by the client; operators by their ids. */
public final class PlansOfThisLine implements LinePlans {

    @Override
    public Plan plan(Pipeline pipeline, Configuration configuration, ClassLoader userCode)
            throws Exception {
        return new JobGraphPlan(
                PipelineExecutorUtils.getJobGraph(pipeline, configuration, userCode));
    }

    @Override
    public CompletableFuture<CoordinationResponse> coordinate(
            RestClusterClient<?> client, JobID job, String operator, CoordinationRequest request) {
        return client.sendCoordinationRequest(
                job, new OperatorID(StringUtils.hexStringToByte(operator)), request);
    }

    @Override
    public CacheSupportedPipelineExecutor remote(Configuration unused) {
        return new RemoteExecutor();
    }

    private static final class JobGraphPlan implements Plan {

        private final JobGraph graph;

        private JobGraphPlan(JobGraph graph) {
            this.graph = graph;
        }

        @Override
        public JobID firstId() {
            return graph.getJobID();
        }

        @Override
        public String name() {
            return graph.getName();
        }

        /** This line's job graphs keep their name. */
        @Override
        public CompletableFuture<JobID> submit(
                RestClusterClient<?> client, JobID id, String ignored) {
            graph.setJobID(id);
            return client.submitJob(graph);
        }

        @Override
        public void tellListeners() {}

        @Override
        public long size() {
            return SerializedSize.of(graph);
        }
    }
}
