package dev.olapha.benchmark.report;

import dev.olapha.benchmark.cli.BenchmarkException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A report in a file, and back. */
public final class JsonFile {

    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, new InstantWriter())
                                    .addDeserializer(Instant.class, new InstantReader()));

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
        try {
            file.write(MAPPER.writer(new DefaultPrettyPrinter()).writeValueAsBytes(report));
        } catch (IOException e) {
            throw new BenchmarkException("The results have no JSON form: " + e.getMessage(), e);
        }
    }

    private static final class InstantWriter extends StdSerializer<Instant> {

        private InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(time.toString());
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {

        private InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            return Instant.parse(json.getText());
        }
    }
}
