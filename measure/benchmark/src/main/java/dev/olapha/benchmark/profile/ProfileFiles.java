package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.cli.BenchmarkException;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads the files that profiled processes have written. */
final class ProfileFiles {

    private static final String FORMAT = "flink-olap-ha profile";
    private static final int VERSION = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ProfileFiles() {}

    /**
     * @param paths files, or directories whose {@code profile-*.json} are meant
     * @throws BenchmarkException if one cannot be read or is no profile
     */
    static List<ProcessProfile> read(List<Path> paths) {
        final List<ProcessProfile> profiles = new ArrayList<>();
        for (final Path path : paths) {
            final List<Path> files = Files.isDirectory(path) ? inDirectory(path) : List.of(path);
            files.forEach(file -> profiles.add(read(file)));
        }
        return profiles;
    }

    private static List<Path> inDirectory(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            final List<Path> profiles =
                    files.filter(file -> file.getFileName().toString().matches("profile-.*\\.json"))
                            .sorted()
                            .toList();
            if (profiles.isEmpty()) {
                throw new BenchmarkException(
                        "The directory " + directory + " holds no file profile-*.json.");
            }
            return profiles;
        } catch (IOException e) {
            throw new BenchmarkException(
                    "The directory " + directory + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static ProcessProfile read(Path file) {
        final ProcessProfile profile;
        try {
            profile = MAPPER.readValue(file.toFile(), ProcessProfile.class);
        } catch (JacksonException e) {
            throw noProfile(file, e);
        } catch (IOException e) {
            throw new BenchmarkException("The file " + file + " cannot be read.", e);
        }
        if (profile == null || !FORMAT.equals(profile.format())) {
            throw noProfile(file, null);
        }
        if (profile.version() != VERSION) {
            throw new BenchmarkException(
                    "The profile "
                            + file
                            + " has version "
                            + profile.version()
                            + ", and this program reads version "
                            + VERSION
                            + ".");
        }
        if (profile.process() == null || profile.totals() == null || profile.timelines() == null) {
            throw noProfile(file, null);
        }
        return profile;
    }

    private static BenchmarkException noProfile(Path file, Exception cause) {
        return new BenchmarkException(
                "The file " + file + " is no profile that the profiler has written.", cause);
    }
}
