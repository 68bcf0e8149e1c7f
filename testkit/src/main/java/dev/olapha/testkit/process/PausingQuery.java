package dev.olapha.testkit.process;

import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.tasks.AbstractInvokable;

/**
 * A query whose tasks do nothing for a second, so that each needs a slot of its own: a {@link
 * NoOpQuery} may run all its tasks one after the other in the slot that came first. The cluster
 * needs it on its class path; see {@link FlinkClusterBuilder#withTestQueries()}.
 */
public final class PausingQuery extends AbstractInvokable {

    private static final long PAUSE_MILLIS = 1_000;

    /** Called by the TaskManager. */
    public PausingQuery(Environment environment) {
        super(environment);
    }

    /** A new query with {@code parallelism} tasks of one vertex, each in its own slot. */
    public static JobGraph jobGraph(int parallelism) {
        JobGraph query = NoOpQuery.jobGraph(parallelism);
        query.getVertices().forEach(vertex -> vertex.setInvokableClass(PausingQuery.class));
        return query;
    }

    @Override
    public void invoke() throws InterruptedException {
        Thread.sleep(PAUSE_MILLIS);
    }
}
