package dev.olapha.faults.load;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.observe.Recorder;
import dev.olapha.testkit.process.NoOpQuery;

import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobGraphBuilder;

import java.util.Map;

/** A query that takes all memory of the JobManager it is sent to. */
public final class GreedyQuery implements AutoCloseable {

    private static final String CLIENT = "greedy client";

    private final Recorder recorder;
    private final RestClusterClient<String> client;

    private GreedyQuery(Recorder recorder, RestClusterClient<String> client) {
        this.recorder = recorder;
        this.client = client;
    }

    public static GreedyQuery open(Recorder recorder, ClientSettings settings) throws Exception {
        return new GreedyQuery(recorder, new RestClusterClient<>(settings.impatient(), CLIENT));
    }

    /** Sends it and does not wait for what becomes of it. */
    public void submit() {
        final GreedyVertex vertex = new GreedyVertex();
        vertex.setInvokableClass(NoOpQuery.class);
        vertex.setParallelism(1);
        final JobGraph query =
                JobGraphBuilder.newBatchJobGraphBuilder()
                        .setJobName("greedy query")
                        .addJobVertex(vertex)
                        .build();
        client.submitJob(query)
                .whenComplete(
                        (ignored, failure) ->
                                recorder.record(
                                        EventType.NOTE,
                                        CLIENT,
                                        Map.of(
                                                "text",
                                                failure == null
                                                        ? "accepted"
                                                        : Answer.of(failure))));
    }

    @Override
    public void close() {
        client.close();
    }
}
