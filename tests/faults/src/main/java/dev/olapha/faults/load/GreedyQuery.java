package dev.olapha.faults.load;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.observe.Recorder;
import dev.olapha.testkit.process.NoOpQuery;

import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobGraphBuilder;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A query that takes all memory of the JobManager it is sent to. */
public final class GreedyQuery implements AutoCloseable {

    private static final String CLIENT = "greedy client";
    private static final long PATIENCE_SECONDS = 10;

    private final Recorder recorder;
    private final RestClusterClient<String> client;

    private GreedyQuery(Recorder recorder, RestClusterClient<String> client) {
        this.recorder = recorder;
        this.client = client;
    }

    public static GreedyQuery open(Recorder recorder, ClientSettings settings) throws Exception {
        return new GreedyQuery(recorder, new RestClusterClient<>(settings.impatient(), CLIENT));
    }

    /** Sends it; returns when it was accepted, refused, or after 10 s. */
    public void submit() throws InterruptedException {
        final GreedyVertex vertex = new GreedyVertex();
        vertex.setInvokableClass(NoOpQuery.class);
        vertex.setParallelism(1);
        final JobGraph query =
                JobGraphBuilder.newBatchJobGraphBuilder()
                        .setJobName("greedy query")
                        .addJobVertex(vertex)
                        .build();
        String answer = "accepted";
        try {
            client.submitJob(query).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer = Answer.of(e);
        }
        recorder.record(EventType.NOTE, CLIENT, Map.of("text", answer));
    }

    @Override
    public void close() {
        client.close();
    }
}
