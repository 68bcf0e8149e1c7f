package dev.olapha.benchmark.wordcount;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

import java.util.Locale;

/** The query: how often does each word occur? Its classes are on the cluster's class path. */
final class WordCount {

    /** The accumulator that adds all counts up, by which an answer is checked. */
    static final String WORDS = "words";

    private final java.nio.file.Path text;
    private final int parallelism;
    private final Configuration configuration;

    /**
     * @param text directory of files, each read by one task
     */
    WordCount(java.nio.file.Path text, int parallelism, Configuration configuration) {
        this.text = text;
        this.parallelism = parallelism;
        this.configuration = configuration;
    }

    /** A new query. */
    JobGraph jobGraph() {
        final StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment
                .fromSource(
                        FileSource.forRecordStreamFormat(
                                        new TextLineInputFormat(), new Path(text.toUri()))
                                .build(),
                        WatermarkStrategy.noWatermarks(),
                        "text")
                .flatMap(new Words())
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .keyBy(pair -> pair.f0)
                .sum(1)
                .map(new Sum())
                .sinkTo(new DiscardingSink<>());
        return environment.getStreamGraph().getJobGraph();
    }

    /** One for each word of a line. */
    private static final class Words implements FlatMapFunction<String, Tuple2<String, Long>> {

        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(String line, Collector<Tuple2<String, Long>> out) {
            for (final String word : line.toLowerCase(Locale.ROOT).split("\\W+")) {
                if (!word.isEmpty()) {
                    out.collect(Tuple2.of(word, 1L));
                }
            }
        }
    }

    /** Adds the counts up, each word's once. */
    private static final class Sum extends RichMapFunction<Tuple2<String, Long>, Long> {

        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Tuple2<String, Long> count) {
            final LongCounter words = getRuntimeContext().getLongCounter(WORDS);
            words.add(count.f1);
            return count.f1;
        }
    }
}
