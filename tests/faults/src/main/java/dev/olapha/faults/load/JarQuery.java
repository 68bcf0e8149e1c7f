package dev.olapha.faults.load;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.observe.Recorder;
import dev.olapha.testkit.process.NoOpQuery;

import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A short query that brings a jar. */
public final class JarQuery implements AutoCloseable {

    /** Its client's name in the history. */
    public static final String CLIENT = "client with a jar";

    private static final long TIMEOUT_SECONDS = 60;

    private final Recorder recorder;
    private final RestClusterClient<String> client;
    private final Path jar;

    private JarQuery(Recorder recorder, RestClusterClient<String> client, Path jar) {
        this.recorder = recorder;
        this.client = client;
        this.jar = jar;
    }

    /**
     * @param bytes the size of the jar, about
     */
    public static JarQuery open(Recorder recorder, ClientSettings settings, int bytes)
            throws Exception {
        final Path jar = Files.createTempFile("olapha-faults", ".jar");
        write(jar, bytes);
        return new JarQuery(recorder, new RestClusterClient<>(settings.impatient(), CLIENT), jar);
    }

    private static void write(Path jar, int bytes) throws IOException {
        final byte[] content = new byte[bytes];
        new Random().nextBytes(content);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("content"));
            out.write(content);
            out.closeEntry();
        }
    }

    /**
     * Sends the query; returns when its outcome is recorded, or after a minute without one.
     *
     * @return its id
     */
    public String run() throws InterruptedException {
        final JobGraph query = NoOpQuery.jobGraph(1);
        query.addJar(new org.apache.flink.core.fs.Path(jar.toUri()));
        final String id = query.getJobID().toString();
        recorder.record(EventType.QUERY_SUBMITTED, CLIENT, Map.of("query", id));
        try {
            final JobResult result =
                    client.submitJob(query)
                            .thenCompose(client::requestJobResult)
                            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (result.isSuccess()) {
                recorder.record(EventType.QUERY_FINISHED, CLIENT, Map.of("query", id));
            } else {
                failed(id, Answer.of(result));
            }
        } catch (ExecutionException e) {
            failed(id, Answer.of(e));
        } catch (TimeoutException e) {
            recorder.record(EventType.NOTE, CLIENT, Map.of("text", "no outcome"));
        }
        return id;
    }

    private void failed(String id, String answer) {
        recorder.record(EventType.QUERY_FAILED, CLIENT, Map.of("query", id, "answer", answer));
    }

    @Override
    public void close() throws IOException {
        client.close();
        Files.deleteIfExists(jar);
    }
}
