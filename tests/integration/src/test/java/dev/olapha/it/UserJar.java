package dev.olapha.it;

import dev.olapha.it.userjar.Counter;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The classes of {@code dev.olapha.it.userjar} as a user would package them. */
final class UserJar {

    private UserJar() {}

    static Path in(Path directory) throws IOException {
        final Path classes = testClasses();
        final Path jar = directory.resolve("user.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Path file : filesOfItsPackage(classes)) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }

    private static List<Path> filesOfItsPackage(Path classes) throws IOException {
        final Path packageDirectory =
                classes.resolve(Counter.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(packageDirectory)) {
            return files.toList();
        }
    }

    private static Path testClasses() {
        try {
            return Path.of(
                    Counter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
