package dev.olapha.testkit.process;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Flink cluster of real processes on 127.0.0.1.
 *
 * <pre>{@code
 * FlinkCluster.builder(FlinkDistribution.fromSystemProperty())
 *         .directory(temporaryDirectory)
 *         .jobManagers(2)
 *         .taskManagers(3)
 *         .config("high-availability.type", "zookeeper")
 *         .run(cluster -> {
 *             cluster.awaitLeader(Duration.ofSeconds(10)).kill();
 *             ...
 *         });
 * }</pre>
 *
 * <p>Every wait is bounded, and when one fails the state and the end of the log of every process is
 * printed first, to standard error unless the builder was told otherwise. Safe to use from several
 * threads.
 */
public final class FlinkCluster implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int LOG_TAIL_LINES = 60;

    private static final Set<FlinkCluster> OPEN = ConcurrentHashMap.newKeySet();

    private final ProcessFactory factory;
    private final int expectedTaskManagers;
    private final int expectedSlots;
    private final Consumer<String> failureReader;
    private final List<FlinkProcess> jobManagers = new CopyOnWriteArrayList<>();
    private final List<FlinkProcess> taskManagers = new CopyOnWriteArrayList<>();
    private final List<FlinkProcess> sqlGateways = new CopyOnWriteArrayList<>();

    FlinkCluster(
            ProcessFactory factory,
            int expectedTaskManagers,
            int expectedSlots,
            Consumer<String> failureReader) {
        this.factory = factory;
        this.expectedTaskManagers = expectedTaskManagers;
        this.expectedSlots = expectedSlots;
        this.failureReader = failureReader;
    }

    /**
     * Describes a cluster of one JobManager and one TaskManager with two slots, unless told
     * otherwise.
     */
    public static FlinkClusterBuilder builder(FlinkDistribution distribution) {
        return new FlinkClusterBuilder(distribution);
    }

    /** The clusters of this JVM that are not closed. */
    static List<FlinkCluster> open() {
        return List.copyOf(OPEN);
    }

    /** The JobManagers in the order in which they were added, ended ones included. */
    public List<FlinkProcess> jobManagers() {
        return List.copyOf(jobManagers);
    }

    /** The TaskManagers in the order in which they were added, ended ones included. */
    public List<FlinkProcess> taskManagers() {
        return List.copyOf(taskManagers);
    }

    /**
     * The SQL gateway.
     *
     * @throws IllegalStateException if the cluster has none
     */
    public FlinkProcess sqlGateway() {
        return sqlGateways.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This cluster has no SQL gateway"));
    }

    /** All processes: JobManagers, TaskManagers, SQL gateway. */
    public List<FlinkProcess> processes() {
        return Stream.of(jobManagers, taskManagers, sqlGateways)
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableList());
    }

    /** Starts one more JobManager; returns as soon as its process exists. */
    public synchronized FlinkProcess addJobManager() {
        return startIn(jobManagers, factory.jobManager(jobManagers.size() + 1));
    }

    /** Starts one more TaskManager; returns as soon as its process exists. */
    public synchronized FlinkProcess addTaskManager() {
        return startIn(taskManagers, factory.taskManager(taskManagers.size() + 1));
    }

    /**
     * What a client of this cluster is configured with: the given configuration for every process
     * and, for a cluster without high availability, the addresses of the first JobManager.
     */
    public Map<String, String> clientConfig() {
        return factory.clientConfig();
    }

    /**
     * What the leading JobManager knows of the cluster, asked over REST from any JobManager that
     * answers; nothing if none does within about two seconds each.
     */
    public Optional<ClusterOverview> overview() {
        return jobManagers.stream()
                .filter(FlinkProcess::answers)
                .map(process -> new RestCall(at(process, "/overview")).answer())
                .flatMap(Optional::stream)
                .map(ClusterOverview::parse)
                .findFirst();
    }

    /**
     * When which JobManager believed that it led, by the logs of all its runs, in the order of
     * their start.
     */
    public List<Leadership> leaderships() {
        return jobManagers.stream()
                .flatMap(
                        process ->
                                process.runs().stream()
                                        .map(run -> new LeadershipLog(process.name(), run)))
                .flatMap(log -> log.leaderships().stream())
                .sorted(Comparator.comparing(Leadership::start))
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * The JobManager that leads by its own log, if any is alive. If several believe it, for example
     * because one was paused, the one that was granted leadership last.
     */
    public Optional<FlinkProcess> leader() {
        return jobManagers.stream()
                .filter(FlinkProcess::isAlive)
                .flatMap(
                        process ->
                                new LeadershipLog(process.name(), process.current())
                                        .leaderships().stream()
                                                .filter(time -> time.end().isEmpty())
                                                .map(time -> Map.entry(time.start(), process)))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    /**
     * Waits until a JobManager leads.
     *
     * @throws ClusterException if none does by then
     */
    public FlinkProcess awaitLeader(Duration timeout) {
        return Deadline.after(timeout)
                .poll(this::leader)
                .orElseThrow(() -> failed("No JobManager leads after " + timeout));
    }

    /**
     * Waits until a JobManager other than the given one leads.
     *
     * @throws ClusterException if none does by then
     */
    public FlinkProcess awaitLeaderOtherThan(FlinkProcess process, Duration timeout) {
        return Deadline.after(timeout)
                .poll(() -> leader().filter(leader -> leader != process))
                .orElseThrow(
                        () ->
                                failed(
                                        "No other JobManager than "
                                                + process
                                                + " leads after "
                                                + timeout));
    }

    /**
     * Waits until exactly {@code count} TaskManagers are registered.
     *
     * @throws ClusterException if they are not by then
     */
    public ClusterOverview awaitTaskManagers(int count, Duration timeout) {
        return awaitOverview(
                count + " TaskManagers", overview -> overview.taskManagers() == count, timeout);
    }

    /**
     * Waits until exactly {@code count} slots are available.
     *
     * @throws ClusterException if they are not by then
     */
    public ClusterOverview awaitSlotsAvailable(int count, Duration timeout) {
        return awaitOverview(
                count + " slots available",
                overview -> overview.slotsAvailable() == count,
                timeout);
    }

    /**
     * Waits until what the leading JobManager knows of the cluster satisfies a condition.
     *
     * @param description what is waited for, for the message
     * @throws ClusterException if it does not by then
     */
    public ClusterOverview awaitOverview(
            String description, Predicate<ClusterOverview> condition, Duration timeout) {
        return Deadline.after(timeout)
                .poll(() -> overview().filter(condition))
                .orElseThrow(
                        () ->
                                failed(
                                        "Not "
                                                + description
                                                + " after "
                                                + timeout
                                                + " but "
                                                + overview()
                                                        .map(ClusterOverview::toString)
                                                        .orElse("no answer")));
    }

    /** The state of every process and the end of its log, for people. */
    public String describe() {
        StringBuilder text = new StringBuilder("Flink cluster\n");
        processes().forEach(process -> text.append("  ").append(process).append('\n'));
        leaderships().forEach(time -> text.append("  ").append(time).append('\n'));
        for (FlinkProcess process : processes()) {
            text.append("==== ").append(process).append('\n');
            if (!process.runs().isEmpty()) {
                text.append("==== ").append(process.log()).append('\n');
                text.append(process.log().tail(LOG_TAIL_LINES)).append('\n');
            }
        }
        return text.toString();
    }

    /** Prints {@link #describe()} to standard error. */
    public void printDescription() {
        System.err.println(describe());
    }

    /**
     * Ends all processes: SIGTERM to all, and SIGKILL to those that have not ended 20 s later.
     * Afterwards none is left. Paused ones are killed at once. Further calls do nothing.
     */
    @Override
    public synchronized void close() {
        OPEN.remove(this);
        List<RunningProcess> alive =
                processes().stream()
                        .filter(FlinkProcess::isAlive)
                        .map(FlinkProcess::current)
                        .collect(Collectors.toList());
        for (RunningProcess process : alive) {
            if (!process.isPaused()) {
                process.terminate();
            }
        }
        Deadline deadline = Deadline.after(STOP_TIMEOUT);
        for (RunningProcess process : alive) {
            if (!process.isPaused()) {
                deadline.await(() -> !process.isAlive());
            }
        }
        // After the graceful ones: killed earlier, a paused leader's standby would start to lead in
        // the middle of it.
        for (RunningProcess process : alive) {
            process.kill();
        }
    }

    void launch(int jobManagerCount, int taskManagerCount, int sqlGatewayCount) {
        OPEN.add(this);
        for (int i = 0; i < jobManagerCount; i++) {
            addJobManager();
        }
        for (int i = 0; i < taskManagerCount; i++) {
            addTaskManager();
        }
        for (int i = 0; i < sqlGatewayCount; i++) {
            startIn(sqlGateways, factory.sqlGateway());
        }
    }

    void awaitStart(Duration timeout) {
        boolean started =
                Deadline.after(timeout)
                        .await(
                                () -> {
                                    failIfOneEnded();
                                    return isComplete() && sqlGatewaysAnswer();
                                });
        if (!started) {
            throw failed("The cluster has not started within " + timeout);
        }
    }

    private boolean isComplete() {
        return overview()
                .filter(overview -> overview.taskManagers() == expectedTaskManagers)
                .filter(overview -> overview.slotsAvailable() == expectedSlots)
                .isPresent();
    }

    private boolean sqlGatewaysAnswer() {
        return sqlGateways.stream()
                .allMatch(gateway -> new RestCall(at(gateway, "/v1/info")).answer().isPresent());
    }

    private void failIfOneEnded() {
        List<FlinkProcess> ended = new ArrayList<>(processes());
        ended.removeIf(FlinkProcess::isAlive);
        if (!ended.isEmpty()) {
            throw failed("Ended while the cluster was starting: " + ended);
        }
    }

    private ClusterException failed(String message) {
        failureReader.accept(describe());
        return new ClusterException(message);
    }

    // In the list before it is started: if that fails, close and describe know of it.
    private static FlinkProcess startIn(List<FlinkProcess> processes, FlinkProcess process) {
        processes.add(process);
        process.start();
        return process;
    }

    private static URI at(FlinkProcess process, String path) {
        return process.rest().resolve(path);
    }
}
