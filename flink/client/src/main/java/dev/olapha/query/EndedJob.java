package dev.olapha.query;

import dev.olapha.query.protocol.Batch;
import dev.olapha.query.protocol.JobEnd;
import dev.olapha.query.protocol.SinkRows;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.OptionalFailure;

import javax.annotation.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A job's result as the JobManager has sent it, read once. Immutable. */
final class EndedJob {

    private final JobEnd end;

    /** Null if the job did not finish. */
    @Nullable private final JobExecutionResult result;

    /** Of the sink whose rows are read here; null if there is none. */
    @Nullable private final String accumulator;

    private EndedJob(
            JobEnd end, @Nullable JobExecutionResult result, @Nullable String accumulator) {
        this.end = end;
        this.result = result;
        this.accumulator = accumulator;
    }

    static EndedJob of(JobResult job, RowsWay way, ClassLoader userCode) {
        try {
            final JobExecutionResult result = job.toJobExecutionResult(userCode);
            return way == RowsWay.READ_HERE
                    ? withRows(result)
                    : new EndedJob(JobEnd.finished(null), result, null);
        } catch (Exception e) {
            // As Flink's own client wraps it, so that whoever looks into it finds the same.
            final Exception failure =
                    new ProgramInvocationException("Job failed", job.getJobId(), e);
            if (e instanceof JobCancellationException) {
                return new EndedJob(JobEnd.canceled(failure), null, null);
            }
            final boolean faultOfCluster =
                    job.getSerializedThrowable().filter(ClusterFaults::caused).isPresent();
            return new EndedJob(
                    faultOfCluster ? JobEnd.clusterFault(failure) : JobEnd.failed(failure),
                    null,
                    null);
        }
    }

    private static EndedJob withRows(JobExecutionResult result) {
        for (Map.Entry<String, Object> entry : result.getAllAccumulatorResults().entrySet()) {
            final Optional<SinkRows> rows = CollectedRows.ofAccumulator(entry.getValue());
            if (rows.isPresent()) {
                return new EndedJob(JobEnd.finished(rows.get()), result, entry.getKey());
            }
        }
        return new EndedJob(JobEnd.finished(null), result, null);
    }

    JobEnd end() {
        return end;
    }

    /**
     * The result for the client.
     *
     * @param version by which the client knows the sink
     * @param rows that the client has not acknowledged
     */
    JobExecutionResult result(String version, Batch rows) throws IOException {
        if (accumulator == null) {
            return result;
        }
        final Map<String, OptionalFailure<Object>> accumulators = new HashMap<>();
        result.getAllAccumulatorResults()
                .forEach((name, value) -> accumulators.put(name, OptionalFailure.of(value)));
        accumulators.put(
                accumulator, OptionalFailure.of(CollectedRows.toAccumulator(version, rows)));
        return new JobExecutionResult(result.getJobID(), result.getNetRuntime(), accumulators);
    }
}
