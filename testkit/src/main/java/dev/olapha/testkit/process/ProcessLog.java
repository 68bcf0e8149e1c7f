package dev.olapha.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one run of a process wrote to its standard output and standard error. */
public final class ProcessLog {

    private final Path path;

    ProcessLog(Path path) {
        this.path = path;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** All of it, as of now; empty if nothing was written. */
    public String contents() {
        try {
            // Not Files.readString: it fails on half a character at the end of a file that is being
            // written.
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (java.nio.file.NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** The lines in which a regular expression is found, oldest first. */
    public List<String> lines(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return contents()
                .lines()
                .filter(line -> pattern.matcher(line).find())
                .collect(Collectors.toUnmodifiableList());
    }

    /** The last {@code count} lines, joined by line breaks. */
    public String tail(int count) {
        List<String> lines = contents().lines().collect(Collectors.toList());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
