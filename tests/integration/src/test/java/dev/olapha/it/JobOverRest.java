package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;

import org.apache.flink.api.common.JobID;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What the leading JobManager of a cluster says about a job. */
final class JobOverRest {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final FlinkCluster cluster;
    private final JobID jobId;

    JobOverRest(FlinkCluster cluster, JobID jobId) {
        this.cluster = cluster;
        this.jobId = jobId;
    }

    String state() throws Exception {
        return get("").path("state").asText();
    }

    /** How many checkpoints were completed since the job's JobMaster started. */
    long completedCheckpoints() throws Exception {
        return get("/checkpoints").path("counts").path("completed").asLong();
    }

    long latestCheckpoint() throws Exception {
        return get("/checkpoints").path("latest").path("completed").path("id").asLong();
    }

    /** The checkpoint that the job was last restored from; 0 if it was not. */
    long restoredCheckpoint() throws Exception {
        return get("/checkpoints").path("latest").path("restored").path("id").asLong();
    }

    /** What is not there is an empty answer. */
    private JsonNode get(String path) throws Exception {
        final URI leader = cluster.leader().orElseThrow().rest();
        final HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(leader.resolve("/jobs/" + jobId + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200
                ? json.readTree(response.body())
                : json.createObjectNode();
    }
}
