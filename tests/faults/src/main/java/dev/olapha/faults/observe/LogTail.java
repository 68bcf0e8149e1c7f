package dev.olapha.faults.observe;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines that were added to a file since it was last read. Used by one thread. */
final class LogTail {

    private static final int MAX_READ = 4 * 1024 * 1024;

    private final Path path;
    private long position;
    private byte[] incomplete = new byte[0];

    LogTail(Path path) {
        this.path = path;
    }

    List<String> newLines() throws IOException {
        if (!Files.exists(path) || Files.size(path) <= position) {
            return List.of();
        }
        final byte[] bytes;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(position);
            bytes = new byte[(int) Math.min(MAX_READ, file.length() - position)];
            file.readFully(bytes);
        }
        position += bytes.length;
        final byte[] all = new byte[incomplete.length + bytes.length];
        System.arraycopy(incomplete, 0, all, 0, incomplete.length);
        System.arraycopy(bytes, 0, all, incomplete.length, bytes.length);
        return lines(all);
    }

    private List<String> lines(byte[] all) {
        final List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                lines.add(new String(all, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        incomplete = java.util.Arrays.copyOfRange(all, start, all.length);
        return lines;
    }
}
