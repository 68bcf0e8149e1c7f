package dev.olapha.testkit.process;

import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobGraphBuilder;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.tasks.AbstractInvokable;

/**
 * The shortest query there is: every task ends as soon as it starts, so that what it takes is what
 * the cluster adds. The cluster needs it on its class path; see {@link
 * FlinkClusterBuilder#withTestQueries()}.
 */
public final class NoOpQuery extends AbstractInvokable {

    /** Called by the TaskManager. */
    public NoOpQuery(Environment environment) {
        super(environment);
    }

    /** A new query with {@code parallelism} tasks of one vertex, each in its own slot. */
    public static JobGraph jobGraph(int parallelism) {
        JobVertex vertex = new JobVertex("no-op");
        vertex.setInvokableClass(NoOpQuery.class);
        vertex.setParallelism(parallelism);
        return JobGraphBuilder.newBatchJobGraphBuilder()
                .setJobName("no-op query")
                .addJobVertex(vertex)
                .build();
    }

    @Override
    public void invoke() {}
}
