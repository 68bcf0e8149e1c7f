package dev.olapha.it.userjar;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Counts what passes, at a walking pace. Leaves a line in a diary each time its task starts ({@code
 * start <count>}) and for each checkpoint ({@code checkpoint <id> <count>}).
 */
public final class Counter implements MapFunction<Long, Long>, CheckpointedFunction {

    private static final long PACE_MILLIS = 5;

    private final String diary;
    private transient ListState<Long> state;
    private transient long count;

    public Counter(Path diary) {
        this.diary = diary.toString();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state =
                context.getOperatorStateStore()
                        .getListState(new ListStateDescriptor<>("count", Types.LONG));
        for (long restored : state.get()) {
            count += restored;
        }
        note("start " + count);
    }

    @Override
    public Long map(Long number) throws InterruptedException {
        Thread.sleep(PACE_MILLIS);
        count++;
        return count;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        state.update(List.of(count));
        note("checkpoint " + context.getCheckpointId() + " " + count);
    }

    private void note(String line) throws IOException {
        Files.writeString(
                Path.of(diary), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
