package dev.olapha.testkit.process;

import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobGraphBuilder;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.tasks.AbstractInvokable;

import java.util.concurrent.CountDownLatch;

/**
 * A query in flight: its tasks hold their slots until they are cancelled. The cluster needs it on
 * its class path; see {@link FlinkClusterBuilder#withTestQueries()}.
 */
public final class BlockingQuery extends AbstractInvokable {

    private final CountDownLatch cancelled = new CountDownLatch(1);

    /** Called by the TaskManager. */
    public BlockingQuery(Environment environment) {
        super(environment);
    }

    /** A new query with {@code parallelism} tasks of one vertex, each in its own slot. */
    public static JobGraph jobGraph(int parallelism) {
        JobVertex vertex = new JobVertex("blocking");
        vertex.setInvokableClass(BlockingQuery.class);
        vertex.setParallelism(parallelism);
        return JobGraphBuilder.newBatchJobGraphBuilder()
                .setJobName("blocking query")
                .addJobVertex(vertex)
                .build();
    }

    @Override
    public void invoke() throws InterruptedException {
        cancelled.await();
    }

    @Override
    public void cancel() {
        cancelled.countDown();
    }
}
