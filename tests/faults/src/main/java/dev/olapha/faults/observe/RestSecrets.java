package dev.olapha.faults.observe;

import dev.olapha.faults.history.EventType;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Looks for secrets in what the JobManagers tell of their configuration over REST. */
public final class RestSecrets {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> ADDRESSES =
            List.of("/config", "/jobmanager/config", "/jobmanager/environment", "/taskmanagers");

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final FlinkCluster cluster;
    private final Recorder recorder;
    private final Secrets secrets;

    public RestSecrets(FlinkCluster cluster, Recorder recorder, Secrets secrets) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.secrets = secrets;
    }

    /** Records every answer that shows a secret. A JobManager that does not answer shows none. */
    public void look() throws InterruptedException {
        for (FlinkProcess process : cluster.jobManagers()) {
            if (process.isAlive() && !process.isPaused()) {
                look(process);
            }
        }
    }

    private void look(FlinkProcess process) throws InterruptedException {
        for (String address : ADDRESSES) {
            try {
                final HttpResponse<String> answer =
                        http.send(
                                HttpRequest.newBuilder(process.rest().resolve(address))
                                        .timeout(TIMEOUT)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                if (secrets.areIn(answer.body())) {
                    recorder.record(
                            EventType.SECRET_SHOWN, process.name(), Map.of("place", address));
                }
            } catch (IOException e) {
                recorder.record(
                        EventType.NOTE,
                        process.name(),
                        Map.of("text", "no answer from " + address + ": " + e));
            }
        }
    }
}
