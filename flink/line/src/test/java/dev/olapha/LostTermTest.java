package dev.olapha;

import dev.olapha.testkit.process.BlockingQuery;
import dev.olapha.testkit.process.NoOpQuery;
import dev.olapha.testkit.process.RowsQuery;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.blob.VoidBlobStore;
import org.apache.flink.runtime.jobgraph.JobGraph;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The same process loses its office and leads again: what becomes of the jobs of its lost term. */
@Timeout(180)
class LostTermTest {

    /** As when a file cannot be deleted: the job's clean-up fails, and its result stays dirty. */
    private static final BlobStore KEEPS_THE_BLOBS_OF_JOBS =
            new VoidBlobStore() {
                @Override
                public boolean deleteAll(JobID jobId) {
                    return false;
                }
            };

    /** From 1.20 to 2.2 a process keeps the jobs of a lost term, as suspended, for an hour. */
    @Test
    void aJobInFlightIsNotFoundAnyMore() throws Exception {
        try (ProcessByHand process = ProcessByHand.leading(Map.of(), new VoidBlobStore())) {
            final JobGraph inFlight = BlockingQuery.jobGraph(2);
            final JobID job = inFlight.getJobID();
            process.cluster().submitJob(inFlight).get();
            process.awaitStatus(job, JobStatus.RUNNING);
            assertThat(executionResult(process, job)).contains("IN_PROGRESS");

            process.loseOffice();
            process.lead();
            // Needs both slots: the term has begun, and the lost query's tasks have gone.
            process.cluster().executeJobBlocking(NoOpQuery.jobGraph(2));

            for (String path : List.of("", "/status", "/execution-result")) {
                awaitNotFound(process, job, path);
            }
            assertThat(process.get("/jobs/overview").body()).doesNotContain(job.toString());
        }
    }

    /** Flink's REST endpoint caches what it has read of a job for 3 s. */
    private static void awaitNotFound(ProcessByHand process, JobID job, String path) {
        await("the end of " + path + " of job " + job)
                .atMost(ProcessByHand.PATIENCE)
                .untilAsserted(
                        () -> {
                            final HttpResponse<String> answer = process.get("/jobs/" + job + path);
                            assertThat(answer.statusCode()).isIn(404, 500);
                            assertThat(answer.body())
                                    .contains("Could not find Flink job (" + job + ")");
                        });
    }

    @Test
    void aFinishedJobKeepsItsRows() throws Exception {
        try (ProcessByHand process =
                ProcessByHand.leading(
                        Map.of("cleanup-strategy", "none"), KEEPS_THE_BLOBS_OF_JOBS)) {
            final JobGraph query = RowsQuery.jobGraph();
            process.cluster().submitJob(query).get();
            process.awaitStatus(query.getJobID(), JobStatus.FINISHED);
            awaitRows(process, query.getJobID());

            process.loseOffice();
            process.lead();
            process.cluster().executeJobBlocking(NoOpQuery.jobGraph(2));

            await("an answer")
                    .atMost(ProcessByHand.PATIENCE)
                    .until(() -> executionResult(process, query.getJobID()).contains("SUCCEEDED"));
            assertThat(executionResult(process, query.getJobID())).contains(RowsQuery.ROWS);
        }
    }

    /** Until the job's application has ended, Flink 2.3 keeps its result elsewhere. */
    private static void awaitRows(ProcessByHand process, JobID job) {
        await("the rows of " + job)
                .atMost(ProcessByHand.PATIENCE)
                .untilAsserted(
                        () -> assertThat(executionResult(process, job)).contains(RowsQuery.ROWS));
    }

    private static String executionResult(ProcessByHand process, JobID job) throws Exception {
        return process.get("/jobs/" + job + "/execution-result").body();
    }
}
