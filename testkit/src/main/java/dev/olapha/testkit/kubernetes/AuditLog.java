package dev.olapha.testkit.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where an API server writes every request when it arrives. */
final class AuditLog {

    private static final String POLICY =
            "apiVersion: audit.k8s.io/v1\n"
                    + "kind: Policy\n"
                    // Every request once, when it arrives: a watch would else count when it ends.
                    + "omitStages: [ResponseStarted, ResponseComplete, Panic]\n"
                    + "rules:\n"
                    + "- level: Metadata\n";

    private final Path directory;

    AuditLog(Path directory) {
        this.directory = directory;
    }

    /** Forgets an earlier server's requests and writes what the next one needs. */
    void begin() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(file());
        Files.writeString(policy(), POLICY);
    }

    /** What the server must be told. */
    List<String> arguments() {
        return List.of("--audit-log-path=" + file(), "--audit-policy-file=" + policy());
    }

    /** The requests of all users so far. */
    List<ApiRequest> requests() {
        try {
            return Files.readAllLines(file()).stream()
                    .map(ApiRequest::parse)
                    .flatMap(Optional::stream)
                    .collect(Collectors.toUnmodifiableList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the audit log", e);
        }
    }

    private Path file() {
        return directory.resolve("audit.log");
    }

    private Path policy() {
        return directory.resolve("audit-policy.yaml");
    }
}
