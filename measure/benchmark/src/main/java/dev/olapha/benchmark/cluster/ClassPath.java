package dev.olapha.benchmark.cluster;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this program's classes are. */
public final class ClassPath {

    private ClassPath() {}

    /** The jar or directory that a class was loaded from. */
    public static Path entryOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot find " + type, e);
        }
    }
}
