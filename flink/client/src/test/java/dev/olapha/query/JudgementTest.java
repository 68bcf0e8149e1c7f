package dev.olapha.query;

import dev.olapha.query.protocol.Protection;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.core.execution.JobStatusHook;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperatorFactory;
import org.apache.flink.streaming.api.operators.collect.CollectStreamSink;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

class JudgementTest {

    /** Kinds of jobs. */
    enum Job {
        SQL_ROWS(() -> graph(sqlRows(numbers(Boundedness.BOUNDED)))),
        UNBOUNDED_SQL_ROWS(() -> graph(sqlRows(numbers(Boundedness.CONTINUOUS_UNBOUNDED)))),
        ONE_BOUNDED_ONE_UNBOUNDED(
                () -> {
                    final DataStream<Long> bounded = numbers(Boundedness.BOUNDED);
                    final DataStream<Long> unbounded =
                            source(
                                    bounded.getExecutionEnvironment(),
                                    Boundedness.CONTINUOUS_UNBOUNDED);
                    return graph(sqlRows(bounded.union(unbounded)));
                }),
        LEGACY_SOURCE(
                () ->
                        graph(
                                sqlRows(
                                        StreamExecutionEnvironment.getExecutionEnvironment()
                                                .socketTextStream("localhost", 1)
                                                .map(Long::valueOf)))),
        CHECKPOINTED(
                () -> {
                    final DataStream<Long> numbers = numbers(Boundedness.CONTINUOUS_UNBOUNDED);
                    numbers.getExecutionEnvironment().enableCheckpointing(1_000);
                    return graph(sqlRows(numbers));
                }),
        DATA_STREAM_ROWS(
                () -> {
                    final DataStream<Long> numbers = numbers(Boundedness.BOUNDED);
                    numbers.collectAsync();
                    return graph(numbers);
                }),
        INSERT(
                () -> {
                    final DataStream<Long> numbers = numbers(Boundedness.BOUNDED);
                    numbers.sinkTo(new DiscardingSink<>());
                    return graph(numbers);
                }),
        ROWS_AND_INSERT(
                () -> {
                    final DataStream<Long> numbers = numbers(Boundedness.BOUNDED);
                    numbers.sinkTo(new DiscardingSink<>());
                    return graph(sqlRows(numbers));
                }),
        TWO_RESULTS(() -> graph(sqlRows(sqlRows(numbers(Boundedness.BOUNDED))))),
        HOOKED(
                () -> {
                    final StreamGraph graph = graph(sqlRows(numbers(Boundedness.BOUNDED)));
                    graph.registerJobStatusHook(new NoHook());
                    return graph;
                });

        private final Supplier<StreamGraph> graph;

        Job(Supplier<StreamGraph> graph) {
            this.graph = graph;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SQL_ROWS, HOLDING_ROWS, HOLDING_ROWS",
        "UNBOUNDED_SQL_ROWS, UNTIL_FIRST_ROW, UNTIL_FIRST_ROW",
        "ONE_BOUNDED_ONE_UNBOUNDED, UNTIL_FIRST_ROW, UNTIL_FIRST_ROW",
        "LEGACY_SOURCE, UNTIL_FIRST_ROW, UNTIL_FIRST_ROW",
        "CHECKPOINTED, NONE, NONE",
        "DATA_STREAM_ROWS, NONE, HOLDING_ROWS",
        "INSERT, NONE, NONE",
        "ROWS_AND_INSERT, NONE, NONE",
        "TWO_RESULTS, NONE, NONE",
        "HOOKED, NONE, NONE"
    })
    void whatMayBeRunAgain(Job job, Protection bySelect, Protection byAny) {
        final Judgement judgement = Judgement.of(job.graph.get());
        assertThat(judgement.protection(RerunStatements.SELECT)).isEqualTo(bySelect);
        assertThat(judgement.protection(RerunStatements.ANY)).isEqualTo(byAny);
        assertThat(judgement.protection(RerunStatements.NONE)).isEqualTo(Protection.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "SQL_ROWS, true",
        "DATA_STREAM_ROWS, true",
        "ROWS_AND_INSERT, true",
        "CHECKPOINTED, false",
        "TWO_RESULTS, false",
        "INSERT, false"
    })
    void whoseRowsAreReadHere(Job job, boolean here) {
        assertThat(Judgement.of(job.graph.get()).hasReadableRows()).isEqualTo(here);
    }

    private static DataStream<Long> numbers(Boundedness boundedness) {
        return source(StreamExecutionEnvironment.getExecutionEnvironment(), boundedness);
    }

    private static DataStream<Long> source(
            StreamExecutionEnvironment environment, Boundedness boundedness) {
        return environment.fromSource(
                new Numbers(boundedness), WatermarkStrategy.noWatermarks(), "numbers");
    }

    /** As SQL's planner adds its sink. */
    private static DataStream<Long> sqlRows(DataStream<Long> stream) {
        final CollectStreamSink<Long> sink =
                new CollectStreamSink<>(
                        stream,
                        new CollectSinkOperatorFactory<>(
                                org.apache.flink.api.common.typeutils.base.LongSerializer.INSTANCE,
                                "rows"));
        sink.name("Collect table sink");
        stream.getExecutionEnvironment().addOperator(sink.getTransformation());
        return stream;
    }

    private static StreamGraph graph(DataStream<Long> stream) {
        return stream.getExecutionEnvironment().getStreamGraph();
    }

    private static final class Numbers extends NumberSequenceSource {

        private final Boundedness boundedness;

        private Numbers(Boundedness boundedness) {
            super(1, 2);
            this.boundedness = boundedness;
        }

        @Override
        public Boundedness getBoundedness() {
            return boundedness;
        }
    }

    private static final class NoHook implements JobStatusHook {
        @Override
        public void onCreated(org.apache.flink.api.common.JobID jobId) {}

        @Override
        public void onFinished(org.apache.flink.api.common.JobID jobId) {}

        @Override
        public void onFailed(org.apache.flink.api.common.JobID jobId, Throwable throwable) {}

        @Override
        public void onCanceled(org.apache.flink.api.common.JobID jobId) {}
    }
}
