package dev.olapha.benchmark.wordcount;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.tpch.TpchRows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A real text: the comments on TPC-H's orders, as the specification makes them up.
 *
 * @param directory of as many files of about the same size as there are readers
 * @param words how many there are in all of them
 */
record TextFiles(Path directory, long words) {

    /**
     * @throws BenchmarkException if they cannot be written
     */
    static TextFiles write(Path directory, double scale, int files) {
        final List<String> lines =
                TpchRows.generate(scale).orders().stream()
                        .map(order -> order.getComment())
                        .toList();
        try {
            Files.createDirectories(directory);
            for (int file = 0; file < files; file++) {
                final int number = file;
                Files.write(
                        directory.resolve("comments-" + file + ".txt"),
                        IntStream.range(0, lines.size())
                                .filter(line -> line % files == number)
                                .mapToObj(lines::get)
                                .toList());
            }
        } catch (IOException e) {
            throw new BenchmarkException("The text cannot be written: " + e.getMessage() + ".", e);
        }
        return new TextFiles(directory, lines.stream().mapToLong(TextFiles::wordsOf).sum());
    }

    private static long wordsOf(String line) {
        return Arrays.stream(line.split("\\W+")).filter(word -> !word.isEmpty()).count();
    }
}
