package dev.olapha.it.userjar;

import org.apache.flink.api.common.functions.MapFunction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Squares numbers, and leaves a line in a diary for each. */
public final class NotedSquare implements MapFunction<Long, Long> {

    private final String diary;

    public NotedSquare(Path diary) {
        this.diary = diary.toString();
    }

    @Override
    public Long map(Long number) throws IOException {
        Files.writeString(
                Path.of(diary),
                number + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return number * number;
    }
}
