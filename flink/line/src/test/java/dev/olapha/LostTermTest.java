package dev.olapha;

import dev.olapha.testkit.process.NoOpQuery;
import dev.olapha.testkit.process.RowsQuery;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.blob.VoidBlobStore;
import org.apache.flink.runtime.jobgraph.JobGraph;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
