package dev.olapha.benchmark.failover;

import dev.olapha.testkit.process.FlinkProcess;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Whether JobManagers know their cluster's leader. */
final class RestAnswers {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final List<FlinkProcess> jobManagers;

    RestAnswers(List<FlinkProcess> jobManagers) {
        this.jobManagers = List.copyOf(jobManagers);
    }

    /** Whether each answers for its cluster, which one that waits asks the leader about. */
    boolean all() {
        return jobManagers.stream().allMatch(this::answers);
    }

    private boolean answers(FlinkProcess jobManager) {
        try {
            return client.send(
                                    HttpRequest.newBuilder(jobManager.rest().resolve("/overview"))
                                            .timeout(TIMEOUT)
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
