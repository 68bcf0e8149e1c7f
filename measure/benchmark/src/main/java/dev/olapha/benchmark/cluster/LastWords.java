package dev.olapha.benchmark.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes wrote about their end, in their logs below a directory. */
final class LastWords {

    private static final Pattern REASON =
            Pattern.compile("^(?:Caused by: )?(?:[\\w$]+\\.)+([\\w$]*(?:Exception|Error)): (.+)$");

    private final Path directory;

    LastWords(Path directory) {
        this.directory = directory;
    }

    /** The innermost of the exceptions that was written last, in one line. */
    Optional<String> reason() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .map(LastWords::lastReason)
                    .flatMap(Optional::stream)
                    .reduce((first, second) -> second);
        } catch (IOException e) {
            // Then nobody knows.
            return Optional.empty();
        }
    }

    private static String firstSentence(String reason) {
        return reason.replaceFirst("\\. .*$", "").replaceFirst("\\.$", "");
    }

    private static Optional<String> lastReason(Path log) {
        final List<String> reasons = new ArrayList<>();
        try {
            new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .map(REASON::matcher)
                    .filter(Matcher::find)
                    .forEach(match -> reasons.add(match.group(1) + ": " + match.group(2)));
        } catch (IOException e) {
            return Optional.empty();
        }
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(firstSentence(reasons.get(reasons.size() - 1)));
    }
}
