package dev.olapha.query;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CacheSupportedPipelineExecutor;
import org.apache.flink.core.execution.JobStatusChangedListener;
import org.apache.flink.core.execution.JobStatusChangedListenerUtils;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.streaming.api.graph.StreamGraph;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** Flink 2.x: stream graphs, translated by the JobManager; operators by their uids. */
public final class PlansOfThisLine implements LinePlans {

    @Override
    public CompletableFuture<CoordinationResponse> coordinate(
            RestClusterClient<?> client, JobID job, String operator, CoordinationRequest request) {
        return client.sendCoordinationRequest(job, operator, request);
    }

    @Override
    public CacheSupportedPipelineExecutor remote(Configuration configuration) {
        return new RemoteExecutor(configuration);
    }

    @Override
    public Plan plan(Pipeline pipeline, Configuration configuration, ClassLoader userCode)
            throws Exception {
        final StreamGraph graph = PipelineExecutorUtils.getStreamGraph(pipeline, configuration);
        graph.serializeUserDefinedInstances();
        return new StreamGraphPlan(
                graph,
                JobStatusChangedListenerUtils.createJobStatusChangedListeners(
                        Thread.currentThread().getContextClassLoader(),
                        configuration,
                        ForkJoinPool.commonPool()));
    }

    private static final class StreamGraphPlan implements Plan {

        private final StreamGraph graph;
        private final List<JobStatusChangedListener> listeners;

        private StreamGraphPlan(StreamGraph graph, List<JobStatusChangedListener> listeners) {
            this.graph = graph;
            this.listeners = listeners;
        }

        @Override
        public CompletableFuture<JobID> submit(RestClusterClient<?> client, JobID id, String name) {
            graph.setJobId(id);
            graph.setJobName(name);
            return client.submitJob(graph);
        }

        @Override
        public void tellListeners() {
            PipelineExecutorUtils.notifyJobStatusListeners(graph, graph, listeners);
        }

        @Override
        public long size() {
            return SerializedSize.of(graph);
        }

        @Override
        public String name() {
            return graph.getName();
        }

        @Override
        public JobID firstId() {
            return graph.getJobID();
        }
    }
}
