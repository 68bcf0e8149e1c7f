package dev.olapha.benchmark.report;

import dev.olapha.benchmark.cli.BenchmarkException;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run has found or measured, in a file; and what it has found, back. */
public final class JsonFile {

    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final WholeFile file;

    private JsonFile(WholeFile file) {
        this.file = file;
    }

    /**
     * @throws BenchmarkException if the file cannot be written: better now than after the run
     */
    public static JsonFile at(Path path) {
        return new JsonFile(WholeFile.at(path));
    }

    /**
     * Reads a report that a run has written.
     *
     * @throws BenchmarkException if there is none in the file
     */
    public static RunReport read(Path path) {
        try {
            final RunReport report = MAPPER.readValue(Files.readAllBytes(path), RunReport.class);
            if (report.run() == null || report.findings() == null) {
                throw new BenchmarkException(path + " holds no report of a run.");
            }
            return report;
        } catch (IOException e) {
            throw new BenchmarkException(
                    path
                            + " cannot be read as the report of a run: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + ".",
                    e);
        }
    }

    public Path path() {
        return file.path();
    }

    public void write(RunReport report) {
        writeValue(report);
    }

    public void write(RunResults results) {
        writeValue(results);
    }

    private void writeValue(Object value) {
        try {
            file.write(MAPPER.writer(new DefaultPrettyPrinter()).writeValueAsBytes(value));
        } catch (IOException e) {
            throw new BenchmarkException("The results have no JSON form: " + e.getMessage(), e);
        }
    }
}
