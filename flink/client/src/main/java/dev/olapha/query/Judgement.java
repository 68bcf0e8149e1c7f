package dev.olapha.query;

import dev.olapha.query.protocol.Protection;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.SourceOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperatorFactory;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a job is for its client, judged on its graph and not on SQL text: whether it does anything
 * but return rows, and whether its rows can be read here.
 */
final class Judgement {

    /** How SQL's planner ({@code CollectDynamicSink}) names its sink. */
    private static final String SQL_SINK = "Collect table sink";

    private final StreamGraph graph;
    private final List<StreamNode> ends;

    private Judgement(StreamGraph graph) {
        this.graph = graph;
        this.ends =
                graph.getStreamNodes().stream()
                        .filter(node -> node.getOutEdges().isEmpty())
                        .collect(Collectors.toList());
    }

    static Judgement of(StreamGraph graph) {
        return new Judgement(graph);
    }

    /**
     * Whether cached results of other jobs are read or made; that is left to Flink's own client.
     */
    boolean touchesCachedResults() {
        return graph.getStreamNodes().stream()
                .anyMatch(
                        node ->
                                node.getConsumeClusterDatasetId() != null
                                        || node.getOutEdges().stream()
                                                .anyMatch(
                                                        edge ->
                                                                edge
                                                                                .getIntermediateDatasetIdToProduce()
                                                                        != null));
    }

    /**
     * Whether the rows go through one sink whose rows count as soon as they are there. With
     * checkpointing Flink's client shows them when a checkpoint is complete, and does that itself.
     */
    boolean hasReadableRows() {
        return collectSinks(graph.getStreamNodes()) == 1
                && !graph.getCheckpointConfig().isCheckpointingEnabled();
    }

    /** Until when the job may be run again, whatever the cluster allows. */
    Protection protection(RerunStatements allowed) {
        if (allowed == RerunStatements.NONE || !hasReadableRows() || hasOtherEffects()) {
            return Protection.NONE;
        }
        if (allowed == RerunStatements.SELECT && !isSql()) {
            return Protection.NONE;
        }
        return isBounded() ? Protection.HOLDING_ROWS : Protection.UNTIL_FIRST_ROW;
    }

    /** Not asked of {@code getSinkIDs}: only legacy sinks register there. */
    private boolean hasOtherEffects() {
        return collectSinks(ends) != ends.size()
                || !graph.getJobStatusHooks().isEmpty()
                || touchesCachedResults();
    }

    private boolean isSql() {
        return ends.stream().allMatch(node -> node.getOperatorName().endsWith(SQL_SINK));
    }

    /** In SQL's default, the streaming mode, too: the mode says nothing about the sources. */
    private boolean isBounded() {
        return graph.getStreamNodes().stream()
                .filter(node -> node.getInEdges().isEmpty())
                .allMatch(Judgement::isBoundedSource);
    }

    private static boolean isBoundedSource(StreamNode node) {
        if (node.getInputFormat() != null) {
            return true;
        }
        final StreamOperatorFactory<?> factory = node.getOperatorFactory();
        return factory instanceof SourceOperatorFactory
                && ((SourceOperatorFactory<?>) factory).getBoundedness() == Boundedness.BOUNDED;
    }

    private static long collectSinks(Collection<StreamNode> nodes) {
        return nodes.stream()
                .filter(node -> node.getOperatorFactory() instanceof CollectSinkOperatorFactory)
                .count();
    }
}
