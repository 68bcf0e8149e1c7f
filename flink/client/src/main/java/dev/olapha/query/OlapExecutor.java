package dev.olapha.query;

import dev.olapha.query.protocol.HeldMemory;
import dev.olapha.query.protocol.Limits;
import dev.olapha.query.protocol.MemoryBudget;
import dev.olapha.query.protocol.Protection;
import dev.olapha.query.protocol.QueryProtocol;

import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CacheSupportedPipelineExecutor;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.AbstractID;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends a session's jobs to its cluster. Flink makes one for every job, so it keeps nothing.
 *
 * <p>The future that {@link #execute} returns completes when a leader has the job.
 */
final class OlapExecutor implements CacheSupportedPipelineExecutor {

    /** What rows and plans take that all queries of this process keep. */
    private static final MemoryBudget MEMORY = new MemoryBudget();

    private final Configuration configuration;

    OlapExecutor(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public CompletableFuture<JobClient> execute(
            Pipeline pipeline, Configuration jobConfiguration, ClassLoader userCode)
            throws Exception {
        final QuerySettings settings = QuerySettings.from(jobConfiguration);
        final TargetCluster cluster = TargetCluster.of(jobConfiguration);
        final LinePlans line = cluster.line();
        final Judgement judgement = Judgement.of((StreamGraph) pipeline);
        if (judgement.touchesCachedResults() || cluster.recoversJobs()) {
            return line.remote(configuration).execute(pipeline, jobConfiguration, userCode);
        }
        final Protection protection =
                cluster.tellsWhenJobsAreLost()
                        ? judgement.protection(settings.statements())
                        : Protection.NONE;
        final RowsWay way = judgement.hasReadableRows() ? RowsWay.READ_HERE : RowsWay.LEFT_TO_FLINK;
        final Plan plan = line.plan(pipeline, jobConfiguration, userCode);
        final Attempts attempts = new Attempts(plan.firstId(), plan.name());
        final ConnectionSource connections = new ConnectionSource(jobConfiguration);
        final RunningQuery query =
                new RunningQuery(
                        attempts,
                        new KeptPlan(plan, protection, MEMORY, settings.totalBufferBytes()),
                        new JobRequests(line, way, userCode),
                        connections,
                        QueryLoop.ofThisProcess(),
                        actions ->
                                new QueryProtocol(
                                        protection,
                                        new HeldMemory(
                                                MEMORY,
                                                settings.totalBufferBytes(),
                                                settings.bufferBytes()),
                                        limits(settings),
                                        actions));
        return started(query, way, new PresentJob(attempts, line, connections, userCode));
    }

    private static CompletableFuture<JobClient> started(
            RunningQuery query, RowsWay way, PresentJob job) {
        final AbandonableFuture<JobClient> client = new AbandonableFuture<>(query::cancel);
        query.start()
                .whenComplete(
                        (taken, failure) -> {
                            if (failure != null) {
                                client.completeExceptionally(failure);
                            } else if (way == RowsWay.READ_HERE) {
                                client.complete(new QueryJobClient(query, job));
                            } else {
                                query.park();
                                client.complete(new ForwardingJobClient(query, job));
                            }
                        });
        return client;
    }

    private static Limits limits(QuerySettings settings) {
        return new Limits(
                settings.reruns(),
                settings.leaderTimeout().toMillis(),
                bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    @Override
    public CompletableFuture<Set<AbstractID>> listCompletedClusterDatasetIds(
            Configuration jobConfiguration, ClassLoader userCode) throws Exception {
        return TargetCluster.of(jobConfiguration)
                .line()
                .remote(configuration)
                .listCompletedClusterDatasetIds(jobConfiguration, userCode);
    }

    @Override
    public CompletableFuture<Void> invalidateClusterDataset(
            AbstractID dataset, Configuration jobConfiguration, ClassLoader userCode)
            throws Exception {
        return TargetCluster.of(jobConfiguration)
                .line()
                .remote(configuration)
                .invalidateClusterDataset(dataset, jobConfiguration, userCode);
    }
}
