package dev.olapha.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What was deployed under one id and version: all files of one directory of a repository. */
record Artifact(Path directory, String id, String version) {

    static Artifact ofPom(Path pom) {
        final Path directory = pom.getParent();
        return new Artifact(
                directory,
                directory.getParent().getFileName().toString(),
                directory.getFileName().toString());
    }

    /**
     * The file whose name ends with {@code suffix}, as {@code .jar} or {@code -sources.jar}; it
     * need not exist.
     */
    Path file(String suffix) {
        return directory.resolve(id + "-" + version + suffix);
    }

    Xml pom() throws IOException {
        return Xml.read(file(".pom"));
    }

    /** What was released, without the checksums and signatures that belong to it. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> !file.toString().matches(".*\\.(md5|sha1|sha256|sha512|asc)"))
                    .filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
                    .sorted()
                    .toList();
        }
    }

    Set<String> entries(String suffix) throws IOException {
        try (ZipFile jar = new ZipFile(file(suffix).toFile())) {
            final Set<String> entries = new TreeSet<>();
            jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> entries.add(entry.getName()));
            return entries;
        }
    }

    /** The classes in the jar, with the checksum of each; none if there is no jar. */
    Map<String, Long> classes() throws IOException {
        if (!Files.exists(file(".jar"))) {
            return Map.of();
        }
        try (ZipFile jar = new ZipFile(file(".jar").toFile())) {
            final Map<String, Long> classes = new HashMap<>();
            jar.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .forEach(entry -> classes.put(entry.getName(), entry.getCrc()));
            return classes;
        }
    }
}
