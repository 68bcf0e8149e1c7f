package dev.olapha.benchmark.report;

import dev.olapha.benchmark.cli.BenchmarkException;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/** A report in a file. It is replaced as a whole, so that a reader never finds half of one. */
public final class JsonFile {

    private static final ObjectWriter WRITER =
            new ObjectMapper()
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, ToStringSerializer.instance))
                    .writer(new DefaultPrettyPrinter());

    private final Path path;

    private JsonFile(Path path) {
        this.path = path;
    }

    /**
     * @throws BenchmarkException if the file cannot be written: better now than after the run
     */
    public static JsonFile at(Path path) {
        final Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.getParent());
            Files.delete(Files.createTempFile(absolute.getParent(), "bench", ".json"));
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
        return new JsonFile(absolute);
    }

    public Path path() {
        return path;
    }

    public void write(RunReport<?> report) {
        final Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        try {
            Files.write(unfinished, WRITER.writeValueAsBytes(report));
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
