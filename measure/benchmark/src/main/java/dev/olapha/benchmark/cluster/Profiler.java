package dev.olapha.benchmark.cluster;

import dev.olapha.testkit.process.FlinkClusterBuilder;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** The profiler, put around whatever high availability a cluster has. */
public final class Profiler {

    private static final String FACTORY = "dev.olapha.profile.ProfilingHaServicesFactory";
    private static final String TYPE = "high-availability.type";

    private final Path directory;
    private final int keptQueries;

    /**
     * @param directory where each process writes its profile
     * @param keptQueries how many queries are kept call by call
     */
    public Profiler(Path directory, int keptQueries) {
        this.directory = directory;
        this.keptQueries = keptQueries;
    }

    /** Adds it to the processes of a cluster, not to its clients; its mode must have one. */
    public FlinkClusterBuilder around(ClusterSpec spec, FlinkClusterBuilder builder) {
        settings(spec)
                .forEach(
                        (key, value) ->
                                builder.jobManagerConfig(key, value).taskManagerConfig(key, value));
        return builder.withJar(jar());
    }

    private Map<String, String> settings(ClusterSpec spec) {
        return Map.of(
                TYPE,
                FACTORY,
                "high-availability.profiler.wrapped-type",
                spec.mode().settings().get(TYPE),
                "high-availability.profiler.directory",
                directory.toString(),
                "high-availability.profiler.queries",
                Integer.toString(keptQueries));
    }

    /** Of this program's own class path; Flink's processes find the same there. */
    private static Path jar() {
        try {
            return Path.of(
                    Class.forName(FACTORY)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("The profiler is not on the class path", e);
        }
    }
}
