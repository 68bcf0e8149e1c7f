package dev.olapha.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All artifacts in a repository that is a directory. */
record Release(List<Artifact> artifacts) {

    static Release in(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return new Release(
                    files.filter(file -> file.getFileName().toString().endsWith(".pom"))
                            .sorted()
                            .map(Artifact::ofPom)
                            .toList());
        }
    }

    Optional<Artifact> artifact(String id, String version) {
        return artifacts.stream()
                .filter(artifact -> artifact.id().equals(id) && artifact.version().equals(version))
                .findFirst();
    }
}
