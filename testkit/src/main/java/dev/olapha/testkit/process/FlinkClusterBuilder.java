package dev.olapha.testkit.process;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Describes a {@link FlinkCluster}. Not thread-safe. */
public final class FlinkClusterBuilder {

    private final FlinkDistribution distribution;
    private final List<Path> classPath = new ArrayList<>();
    private final Map<String, String> config = new TreeMap<>();
    private final Map<String, String> jobManagerConfig = new TreeMap<>();
    private final Map<String, String> taskManagerConfig = new TreeMap<>();
    private final Map<String, String> sqlGatewayConfig = new TreeMap<>();
    private final Map<String, Map<String, String>> processConfig = new TreeMap<>();
    private final List<String> jobManagerOptions = new ArrayList<>(List.of("-Xmx400m"));
    private final List<String> taskManagerOptions = new ArrayList<>(List.of("-Xmx384m"));
    private final List<String> sqlGatewayOptions = new ArrayList<>(List.of("-Xmx400m"));
    private Optional<Path> directory = Optional.empty();
    private Optional<String> applicationClass = Optional.empty();
    private int jobManagers = 1;
    private int taskManagers = 1;
    private int slotsPerTaskManager = 2;
    private int sqlGateways;
    private Consumer<String> failureReader = System.err::println;
    private Duration startTimeout = Duration.ofSeconds(90);

    FlinkClusterBuilder(FlinkDistribution distribution) {
        this.distribution = Objects.requireNonNull(distribution, "distribution");
    }

    /**
     * Where the cluster keeps everything; required. It is not deleted on close: it holds the logs.
     */
    public FlinkClusterBuilder directory(Path path) {
        directory = Optional.of(path.toAbsolutePath().normalize());
        return this;
    }

    /**
     * How many JobManagers to start, 1 by default. More than one needs {@code high-availability.*}
     * settings.
     */
    public FlinkClusterBuilder jobManagers(int count) {
        jobManagers = count;
        return this;
    }

    /** How many TaskManagers to start, 1 by default. */
    public FlinkClusterBuilder taskManagers(int count) {
        taskManagers = count;
        return this;
    }

    /** Slots of each TaskManager, 2 by default. */
    public FlinkClusterBuilder slotsPerTaskManager(int count) {
        slotsPerTaskManager = count;
        return this;
    }

    /** Starts a SQL gateway too. */
    public FlinkClusterBuilder sqlGateway() {
        sqlGateways = 1;
        return this;
    }

    /**
     * Puts a jar or a directory of classes on the class path of every process, after the
     * distribution's {@code lib}.
     */
    public FlinkClusterBuilder withJar(Path jarOrDirectory) {
        classPath.add(jarOrDirectory);
        return this;
    }

    /** Puts {@link NoOpQuery} and {@link BlockingQuery} on the class path of every process. */
    public FlinkClusterBuilder withTestQueries() {
        try {
            return withJar(
                    Path.of(
                            NoOpQuery.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot find the test kit's own jar", e);
        }
    }

    /** Sets a configuration key for every process, over what the test kit would set. */
    public FlinkClusterBuilder config(String key, String value) {
        config.put(key, value);
        return this;
    }

    /** Sets configuration keys for every process, over what the test kit would set. */
    public FlinkClusterBuilder config(Map<String, String> settings) {
        config.putAll(settings);
        return this;
    }

    /** Sets a configuration key for JobManagers only; wins over {@link #config(String, String)}. */
    public FlinkClusterBuilder jobManagerConfig(String key, String value) {
        jobManagerConfig.put(key, value);
        return this;
    }

    /**
     * Sets a configuration key for TaskManagers only; wins over {@link #config(String, String)}.
     */
    public FlinkClusterBuilder taskManagerConfig(String key, String value) {
        taskManagerConfig.put(key, value);
        return this;
    }

    /**
     * Sets a configuration key for the SQL gateway only; wins over {@link #config(String, String)}.
     */
    public FlinkClusterBuilder sqlGatewayConfig(String key, String value) {
        sqlGatewayConfig.put(key, value);
        return this;
    }

    /**
     * Sets a configuration key for one process, by its {@link FlinkProcess#name() name}; wins over
     * all others.
     */
    public FlinkClusterBuilder processConfig(String process, String key, String value) {
        processConfig.computeIfAbsent(process, ignored -> new TreeMap<>()).put(key, value);
        return this;
    }

    /**
     * Appends JVM options for JobManagers. The default includes {@code -Xmx400m}; a later {@code
     * -Xmx} wins.
     */
    public FlinkClusterBuilder jobManagerJvmOptions(String... options) {
        jobManagerOptions.addAll(List.of(options));
        return this;
    }

    /**
     * Appends JVM options for TaskManagers. The default includes {@code -Xmx384m}; a later {@code
     * -Xmx} wins.
     */
    public FlinkClusterBuilder taskManagerJvmOptions(String... options) {
        taskManagerOptions.addAll(List.of(options));
        return this;
    }

    /**
     * Appends JVM options for the SQL gateway. The default includes {@code -Xmx400m}; a later
     * {@code -Xmx} wins.
     */
    public FlinkClusterBuilder sqlGatewayJvmOptions(String... options) {
        sqlGatewayOptions.addAll(List.of(options));
        return this;
    }

    /**
     * Starts the JobManagers in application mode, for the application whose main class has this
     * name.
     */
    public FlinkClusterBuilder application(String mainClass) {
        applicationClass = Optional.of(mainClass);
        return this;
    }

    /**
     * Where the state and the end of the log of every process go when the cluster does not start or
     * a wait fails; to standard error by default. Called by the thread that waited.
     */
    public FlinkClusterBuilder describeFailuresTo(Consumer<String> reader) {
        failureReader = reader;
        return this;
    }

    /** How long {@link #start()} waits, 90 s by default. */
    public FlinkClusterBuilder startTimeout(Duration timeout) {
        startTimeout = timeout;
        return this;
    }

    /**
     * Starts the processes and waits until all TaskManagers are registered and the SQL gateway
     * answers.
     *
     * @throws ClusterException if a process ends meanwhile or it takes too long. The state and the
     *     end of the log of every process have then been printed to standard error, and no process
     *     is left.
     */
    public FlinkCluster start() {
        FlinkCluster cluster = launch();
        try {
            cluster.awaitStart(startTimeout);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Starts the processes and returns at once, for tests in which a start fails.
     *
     * @throws IllegalStateException if no {@link #directory(Path)} was given
     */
    public FlinkCluster launch() {
        Path home =
                directory.orElseThrow(
                        () -> new IllegalStateException("A cluster needs a directory"));
        FlinkCluster cluster =
                new FlinkCluster(
                        processes(home),
                        taskManagers,
                        taskManagers * slotsPerTaskManager,
                        failureReader);
        try {
            cluster.launch(jobManagers, taskManagers, sqlGateways);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Starts the cluster, runs the body, and closes the cluster. If the body fails, the state and
     * the end of the log of every process is printed to standard error before the cluster is
     * closed.
     *
     * @throws Exception what the body throws
     */
    public void run(ClusterBody body) throws Exception {
        try (FlinkCluster cluster = start()) {
            try {
                body.run(cluster);
            } catch (Exception | Error e) {
                cluster.printDescription();
                throw e;
            }
        }
    }

    private ProcessFactory processes(Path home) {
        return new ProcessFactory(
                distribution,
                home,
                List.copyOf(classPath),
                Map.copyOf(config),
                new ProcessFactory.Role(
                        Map.copyOf(jobManagerConfig), List.copyOf(jobManagerOptions)),
                new ProcessFactory.Role(taskManagerSettings(), List.copyOf(taskManagerOptions)),
                new ProcessFactory.Role(
                        Map.copyOf(sqlGatewayConfig), List.copyOf(sqlGatewayOptions)),
                Map.copyOf(processConfig),
                applicationClass);
    }

    private Map<String, String> taskManagerSettings() {
        Map<String, String> settings = ClusterSettings.taskManagerMemory(slotsPerTaskManager);
        settings.putAll(config);
        settings.putAll(taskManagerConfig);
        return Map.copyOf(settings);
    }

    static URI http(int port) {
        return URI.create("http://" + ClusterSettings.HOST + ":" + port);
    }
}
