package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;

import org.apache.flink.runtime.jobgraph.JobGraph;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar of a given size that a query brings along, and that nobody reads. */
public final class UserJar {

    private static final int BLOCK = 1 << 16;

    private final Path path;

    private UserJar(Path path) {
        this.path = path;
    }

    /**
     * Its content is random, so that nothing on its way makes it smaller.
     *
     * @param bytes its size, to a few hundred bytes
     * @throws BenchmarkException if it cannot be written
     */
    public static UserJar create(Path path, long bytes) {
        final Random random = new Random(bytes);
        final byte[] block = new byte[BLOCK];
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.setLevel(0);
            jar.putNextEntry(new JarEntry("random"));
            for (long left = bytes; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                jar.write(block, 0, (int) Math.min(BLOCK, left));
            }
            jar.closeEntry();
        } catch (IOException e) {
            throw new BenchmarkException(
                    "The jar of a query cannot be written to " + path + ": " + e.getMessage() + ".",
                    e);
        }
        return new UserJar(path);
    }

    public void addTo(JobGraph query) {
        query.addJar(new org.apache.flink.core.fs.Path(path.toUri()));
    }
}
