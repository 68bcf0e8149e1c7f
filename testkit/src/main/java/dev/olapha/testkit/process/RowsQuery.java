package dev.olapha.testkit.process;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobGraphBuilder;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.tasks.AbstractInvokable;

/**
 * A query whose result is in an accumulator, as the last rows of every SELECT are. The cluster
 * needs it on its class path; see {@link FlinkClusterBuilder#withTestQueries()}.
 */
public final class RowsQuery extends AbstractInvokable {

    /** The accumulator's name. */
    public static final String ROWS = "rows";

    /** Called by the TaskManager. */
    public RowsQuery(Environment environment) {
        super(environment);
    }

    /** A new query with one task. */
    public static JobGraph jobGraph() {
        JobVertex vertex = new JobVertex("rows");
        vertex.setInvokableClass(RowsQuery.class);
        vertex.setParallelism(1);
        return JobGraphBuilder.newBatchJobGraphBuilder()
                .setJobName("rows query")
                .addJobVertex(vertex)
                .build();
    }

    @Override
    public void invoke() {
        getEnvironment().getAccumulatorRegistry().getUserMap().put(ROWS, new LongCounter(7));
    }
}
