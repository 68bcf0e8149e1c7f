package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;

import org.apache.flink.util.FileUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary directory for everything that clusters and servers of a run write. */
public final class RunDirectory implements AutoCloseable {

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    public static RunDirectory create() {
        try {
            return new RunDirectory(Files.createTempDirectory("olapha-bench"));
        } catch (IOException e) {
            throw new BenchmarkException(
                    "No temporary directory can be created: " + e.getMessage() + ".", e);
        }
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        FileUtils.deleteDirectoryQuietly(path.toFile());
    }
}
