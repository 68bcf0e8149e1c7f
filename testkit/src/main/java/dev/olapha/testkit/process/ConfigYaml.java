package dev.olapha.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Flink's configuration file. */
final class ConfigYaml {

    private final Map<String, String> settings;

    ConfigYaml(Map<String, String> settings) {
        this.settings = new TreeMap<>(settings);
    }

    void writeTo(Path directory) {
        String text =
                settings.entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                        .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("config.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the configuration in " + directory, e);
        }
    }

    // Quoted, because YAML reads a bare "no" as a boolean and "0x10" or "1:30" as a number.
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
