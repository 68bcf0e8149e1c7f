package dev.olapha.it;

import dev.olapha.it.userjar.Counter;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A streaming job that counts, is checkpointed, and keeps a diary of it. The classes it needs are
 * not on a cluster's class path; see {@link UserJar}.
 */
final class CountingJob {

    private static final long CHECKPOINT_INTERVAL_MILLIS = 200;

    private final Path diary;

    /**
     * @param diary the file the job writes to
     */
    CountingJob(Path diary) {
        this.diary = diary;
    }

    /** The job for clusters that have its classes in their {@code lib/}. */
    JobGraph jobGraph() {
        final StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        environment.enableCheckpointing(CHECKPOINT_INTERVAL_MILLIS);
        environment
                .fromSource(
                        new NumberSequenceSource(0, Long.MAX_VALUE),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .map(new Counter(diary))
                .sinkTo(new DiscardingSink<>());
        return environment.getStreamGraph().getJobGraph();
    }

    /** The job with the classes it needs in a jar that is uploaded with it. */
    JobGraph jobGraph(Path userJar) {
        final JobGraph job = jobGraph();
        job.addJar(new org.apache.flink.core.fs.Path(userJar.toUri()));
        return job;
    }

    /** What was counted when the job's task started, for each of its starts. */
    List<Long> starts() throws IOException {
        return lines("start ").map(words -> Long.valueOf(words[1])).toList();
    }

    /** The last of {@link #starts()}; -1 if the job has not started. */
    long latestStart() throws IOException {
        final List<Long> starts = starts();
        return starts.isEmpty() ? -1 : starts.get(starts.size() - 1);
    }

    /** What was counted when a checkpoint was taken, by the checkpoint's id. */
    Map<Long, Long> checkpoints() throws IOException {
        return lines("checkpoint ")
                .collect(
                        Collectors.toMap(
                                words -> Long.valueOf(words[1]), words -> Long.valueOf(words[2])));
    }

    private Stream<String[]> lines(String beginning) throws IOException {
        if (!Files.exists(diary)) {
            return Stream.empty();
        }
        return Files.readString(diary)
                .lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.split(" "));
    }
}
