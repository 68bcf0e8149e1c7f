package dev.olapha.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Maven Central: every file with its MD5 and its SHA-1. */
final class RightChecksums implements Rule {

    private static final Map<String, String> REQUIRED = Map.of("md5", "MD5", "sha1", "SHA-1");

    @Override
    public List<String> problems(Artifact artifact, Release release) throws IOException {
        final List<String> problems = new ArrayList<>();
        for (Path file : artifact.files()) {
            for (Map.Entry<String, String> required : REQUIRED.entrySet()) {
                final Path sum = Path.of(file + "." + required.getKey());
                if (!Files.exists(sum)) {
                    problems.add("there is no " + sum.getFileName());
                } else if (!Files.readString(sum).strip().equals(sum(file, required.getValue()))) {
                    problems.add(sum.getFileName() + " is not that of the file");
                }
            }
        }
        return problems;
    }

    private static String sum(Path file, String algorithm) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
