package dev.olapha.benchmark.report;

import dev.olapha.benchmark.cli.BenchmarkException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is replaced as a whole, so that a reader never finds half of one. */
public final class WholeFile {

    private final Path path;

    private WholeFile(Path path) {
        this.path = path;
    }

    /**
     * @throws BenchmarkException if the file cannot be written: better now than after the run
     */
    public static WholeFile at(Path path) {
        final Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.getParent());
            Files.delete(Files.createTempFile(absolute.getParent(), "bench", ".tmp"));
        } catch (IOException e) {
            throw new BenchmarkException(
                    "The results cannot be written to "
                            + absolute
                            + ": its directory cannot be created or written.",
                    e);
        }
        if (Files.isDirectory(absolute)) {
            throw new BenchmarkException(
                    "The results cannot be written to " + absolute + ": it is a directory.");
        }
        return new WholeFile(absolute);
    }

    public Path path() {
        return path;
    }

    public void write(byte[] content) {
        final Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        try {
            Files.write(unfinished, content);
            Files.move(
                    unfinished,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BenchmarkException(
                    "The results cannot be written to " + path + ": " + e.getMessage() + ".", e);
        }
    }
}
