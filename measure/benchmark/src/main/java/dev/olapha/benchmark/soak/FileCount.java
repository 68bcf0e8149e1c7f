package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cli.BenchmarkException;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;

/** Counts files of others, who may delete them meanwhile. */
final class FileCount {

    private final Path directory;

    FileCount(Path directory) {
        this.directory = directory;
    }

    /** Regular files; none if the directory is missing. */
    long files() {
        final Counter counter = new Counter(path -> false);
        walk(counter);
        return counter.files;
    }

    /** Directories that are asked for; none if the directory is missing. */
    long directories(Predicate<Path> which) {
        final Counter counter = new Counter(which);
        walk(counter);
        return counter.directories;
    }

    private void walk(Counter counter) {
        try {
            Files.walkFileTree(directory, counter);
        } catch (IOException e) {
            throw new BenchmarkException(
                    "The files in " + directory + " cannot be counted: " + e.getMessage() + ".", e);
        }
    }

    private static final class Counter extends SimpleFileVisitor<Path> {

        private final Predicate<Path> which;
        private long files;
        private long directories;

        private Counter(Predicate<Path> which) {
            this.which = which;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            if (which.test(path)) {
                directories++;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            files++;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            // It is gone, so it does not count.
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path path, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
