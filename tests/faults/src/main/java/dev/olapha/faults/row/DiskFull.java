package dev.olapha.faults.row;

import dev.olapha.faults.check.DiskFullIsLogged;
import dev.olapha.faults.check.LeaderChangesAtMost;
import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.check.RefusedInTime;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.cluster.SmallDisk;
import dev.olapha.faults.load.JarQuery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Row 20. */
final class DiskFull implements Row {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int JAR_BYTES = 200_000;
    private static final int BLOCK = 64 * 1024;

    @Override
    public Title title() {
        return new Title(20, "`storageDir` or blob directory full", ClusterProfile.SMALL_DISK);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "a clear error within 10 s, and its cause in the leader's log; the leader survives",
                List.of(
                        new RefusedInTime(
                                JarQuery.CLIENT,
                                LIMIT,
                                "Could not upload job files|[Nn]o space left"),
                        new DiskFullIsLogged(LIMIT),
                        new LeaderChangesAtMost(0),
                        new NobodyEnds()),
                Duration.ofSeconds(15));
    }

    /** Both lie on one file system, which is filled; then a query is sent with a jar. */
    @Override
    public void strike(Scene scene, int run) throws Exception {
        final Path filler = scene.cluster().preparation(SmallDisk.class).path().resolve("filler");
        try (JarQuery query = scene.cluster().openJarQuery(JAR_BYTES)) {
            fill(filler);
            scene.faultBegins("no byte is free, and a query brings a jar");
            query.run();
        } finally {
            Files.delete(filler);
        }
        scene.healed("there is room again");
    }

    private static void fill(Path file) throws Exception {
        Files.createFile(file);
        final byte[] block = new byte[BLOCK];
        for (int size = BLOCK; size > 0; ) {
            try {
                Files.write(file, Arrays.copyOf(block, size), StandardOpenOption.APPEND);
            } catch (IOException e) {
                // Full, but for less than a block of this size.
                size /= 2;
            }
        }
    }
}
