package dev.olapha.profile.recording;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file of a recording. Replaced as a whole, so that a reader never finds half of one. */
final class ProfileFile {

    private static final Logger LOG = LoggerFactory.getLogger(ProfileFile.class);

    private final Path path;
    private final ProfileDocument document;

    /** Guarded by this; a full disk is reported once, not every few seconds. */
    private boolean failing;

    ProfileFile(Path path, ProfileDocument document) {
        this.path = path;
        this.document = document;
    }

    Path path() {
        return path;
    }

    /** Never throws: a profile that cannot be written must not harm the cluster. */
    synchronized void write() {
        final Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        try {
            document.writeTo(Files.newOutputStream(unfinished));
            Files.move(
                    unfinished,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.error("The profile cannot be written to {}; this is tried again.", path, e);
            }
            failing = true;
        }
    }
}
