package dev.olapha.testkit.zookeeper;

import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.FreePort;
import dev.olapha.testkit.process.JavaCommand;
import dev.olapha.testkit.process.ProcessLog;
import dev.olapha.testkit.process.RunningProcess;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A ZooKeeper server in a process of its own, on 127.0.0.1. Its JVM gets this JVM's class path.
 * Counts start at zero each time the process starts. While it is paused or ended, what asks it for
 * its state throws {@link IllegalStateException}.
 */
public final class ZooKeeperProcess implements ObservedZooKeeper {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final int ANSWER_TIMEOUT_MILLIS = 15_000;
    private static final String LOGGING = "dev/olapha/testkit/zookeeper/log4j2-process.properties";

    private final ZooKeeperSettings settings;
    private final Path directory;
    private final int port = FreePort.find().number();
    private final int controlPort = FreePort.find().number();
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
                        .withArguments(
                                List.of(
                                        directory.resolve("data").toString(),
                                        Integer.toString(port),
                                        Integer.toString(controlPort),
                                        Long.toString(settings.tickTime().toMillis()),
                                        Long.toString(settings.minSessionTimeout().toMillis()),
                                        Long.toString(settings.maxSessionTimeout().toMillis())))
                        .start(directory, directory.resolve("zookeeper." + runs + ".log"));
        RunningProcess started = process;
        boolean ready =
                Deadline.after(START_TIMEOUT).await(() -> !started.isAlive() || answersControl());
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
        return RequestCounts.fromLines(ask("/counts"));
    }

    @Override
    public List<String> znodes() {
        return ask("/znodes").lines().collect(Collectors.toUnmodifiableList());
    }

    @Override
    public SortedMap<String, Long> ephemeralOwners() {
        SortedMap<String, Long> owners = new TreeMap<>();
        ask("/ephemerals")
                .lines()
                .map(line -> line.split(" ", 2))
                .forEach(fields -> owners.put(fields[1], Long.parseLong(fields[0])));
        return Collections.unmodifiableSortedMap(owners);
    }

    @Override
    public long lastZxid() {
        return Long.parseLong(ask("/zxid"));
    }

    @Override
    public int watchCount() {
        return Integer.parseInt(ask("/watches"));
    }

    @Override
    public int connections() {
        return Integer.parseInt(ask("/connections"));
    }

    @Override
    public void expireSession(long sessionId) {
        ask("/expire?" + sessionId);
    }

    /** Ends the process: SIGTERM, then SIGKILL. */
    @Override
    public void close() {
        stop();
    }

    private synchronized RunningProcess process() {
        return process;
    }

    private boolean answersControl() {
        try {
            ask("/connections");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private String ask(String path) {
        URI address = URI.create("http://127.0.0.1:" + controlPort + path);
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_TIMEOUT_MILLIS);
            connection.setReadTimeout(ANSWER_TIMEOUT_MILLIS);
            try {
                int status = connection.getResponseCode();
                try (InputStream body =
                        status == HttpURLConnection.HTTP_OK
                                ? connection.getInputStream()
                                : connection.getErrorStream()) {
                    String text =
                            body == null
                                    ? ""
                                    : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    if (status != HttpURLConnection.HTTP_OK) {
                        throw new IllegalStateException(
                                "ZooKeeper answers " + status + ": " + text);
                    }
                    return text;
                }
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new IllegalStateException("ZooKeeper does not answer: " + process(), e);
        }
    }

    @Override
    public String toString() {
        return "ZooKeeper at " + connectString() + " (" + process() + ")";
    }
}
