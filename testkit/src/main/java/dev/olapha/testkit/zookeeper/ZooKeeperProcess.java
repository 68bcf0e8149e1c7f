package dev.olapha.testkit.zookeeper;

import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.FreePort;
import dev.olapha.testkit.process.JavaCommand;
import dev.olapha.testkit.process.ProcessLog;
import dev.olapha.testkit.process.RunningProcess;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A ZooKeeper server in a process of its own, on 127.0.0.1. Its JVM gets this JVM's class path.
 * Counts start at zero each time the process starts. While it is paused or ended, what asks it for
 * its state throws {@link IllegalStateException}.
 */
public final class ZooKeeperProcess implements ObservedZooKeeper {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final String LOGGING = "dev/olapha/testkit/zookeeper/log4j2-process.properties";

    private final ZooKeeperSettings settings;
    private final Path directory;
    private final int port = FreePort.find().number();
    private final ServerControl control = new ServerControl(FreePort.find().number());
    private RunningProcess process;
    private int runs;

    private ZooKeeperProcess(ZooKeeperSettings settings, Path directory) {
        this.settings = settings;
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Starts a server with the default settings. */
    public static ZooKeeperProcess start(Path directory) {
        return start(directory, ZooKeeperSettings.defaults());
    }

    /**
     * Starts a server on a free port. Returns when it accepts clients.
     *
     * @param directory for its data and logs; it is not deleted on close
     * @throws IllegalStateException if the server does not start within 30 s; the message has the
     *     end of its log
     */
    public static ZooKeeperProcess start(Path directory, ZooKeeperSettings settings) {
        ZooKeeperProcess zooKeeper = new ZooKeeperProcess(settings, directory);
        zooKeeper.startAgain();
        return zooKeeper;
    }

    /** Starts the process again, with the same port and data. Does nothing if it is alive. */
    public synchronized void startAgain() {
        if (process != null && process.isAlive()) {
            return;
        }
        runs++;
        process =
                JavaCommand.ofThisClassPath(ZooKeeperMain.class)
                        .withJvmOptions(
                                List.of(
                                        "-Xmx128m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dlog4j2.configurationFile=classpath:" + LOGGING))
                        .withJvmOptions(settings.credentials().serverJvmOptions())
                        .withArguments(
                                List.of(
                                        directory.resolve("data").toString(),
                                        Integer.toString(port),
                                        Integer.toString(control.port()),
                                        Long.toString(settings.tickTime().toMillis()),
                                        Long.toString(settings.minSessionTimeout().toMillis()),
                                        Long.toString(settings.maxSessionTimeout().toMillis()),
                                        settings.credentials().transport().name()))
                        .start(directory, directory.resolve("zookeeper." + runs + ".log"));
        RunningProcess started = process;
        boolean ready =
                Deadline.after(START_TIMEOUT).await(() -> !started.isAlive() || control.answers());
        if (!ready || !started.isAlive()) {
            started.kill();
            throw new IllegalStateException(
                    "ZooKeeper has not started: " + started + "\n" + started.log().tail(40));
        }
    }

    /** Ends the process with SIGTERM; see {@link RunningProcess#stop()}. */
    public void stop() {
        process().stop();
    }

    /** Ends the process with SIGKILL. */
    public void kill() {
        process().kill();
    }

    /** Stops the process from running (SIGSTOP): connections stay open and nothing is answered. */
    public void pause() {
        process().pause();
    }

    /** Undoes {@link #pause()}. */
    public void resume() {
        process().resume();
    }

    /** The process id. */
    public long pid() {
        return process().pid();
    }

    /** Whether the process exists; a paused one does. */
    public boolean isAlive() {
        return process().isAlive();
    }

    /** What the latest run has written. */
    public ProcessLog log() {
        return process().log();
    }

    @Override
    public String connectString() {
        return "127.0.0.1:" + port;
    }

    @Override
    public RequestCounts counts() {
        return RequestCounts.fromLines(control.ask("/counts"));
    }

    @Override
    public List<String> znodes() {
        return control.ask("/znodes").lines().collect(Collectors.toUnmodifiableList());
    }

    @Override
    public SortedMap<String, Long> ephemeralOwners() {
        return EphemeralOwners.fromLines(control.ask("/ephemerals"));
    }

    @Override
    public long lastZxid() {
        return Long.parseLong(control.ask("/zxid"));
    }

    @Override
    public int watchCount() {
        return Integer.parseInt(control.ask("/watches"));
    }

    @Override
    public int connections() {
        return Integer.parseInt(control.ask("/connections"));
    }

    @Override
    public void expireSession(long sessionId) {
        control.ask("/expire?" + sessionId);
    }

    /** Ends the process: SIGTERM, then SIGKILL. */
    @Override
    public void close() {
        stop();
    }

    private synchronized RunningProcess process() {
        return process;
    }

    @Override
    public String toString() {
        return "ZooKeeper at " + connectString() + " (" + process() + ")";
    }
}
