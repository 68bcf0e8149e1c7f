package dev.olapha.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Maven Central: every file with a signature. That it is a good one only a key server can tell. */
final class Signatures implements Rule {

    @Override
    public List<String> problems(Artifact artifact, Release release) throws IOException {
        final List<String> problems = new ArrayList<>();
        for (Path file : artifact.files()) {
            final Path signature = Path.of(file + ".asc");
            if (!Files.exists(signature)
                    || !Files.readString(signature).startsWith("-----BEGIN PGP SIGNATURE-----")) {
                problems.add(file.getFileName() + " is not signed");
            }
        }
        return problems;
    }
}
