package dev.olapha.testkit.zookeeper;

import dev.olapha.testkit.process.FreePort;
import dev.olapha.testkit.process.JavaCommand;
import dev.olapha.testkit.process.RunningProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One server of a {@link ZooKeeperEnsemble}, a process of its own. It keeps its ports and its data
 * when it is started again. Safe to use from several threads.
 */
public final class ZooKeeperNode {

    private static final String LOGGING = "dev/olapha/testkit/zookeeper/log4j2-process.properties";

    private final int number;
    private final Path directory;
    private final int clientPort = FreePort.find().number();
    private final int peerPort = FreePort.find().number();
    private final int electionPort = FreePort.find().number();
    private final ServerControl control = new ServerControl(FreePort.find().number());
    private RunningProcess process;
    private int runs;

    ZooKeeperNode(int number, Path directory) {
        this.number = number;
        this.directory = directory;
    }

    /** The server's line in the configuration of every server. */
    String member() {
        return "server."
                + number
                + "=127.0.0.1:"
                + peerPort
                + ":"
                + electionPort
                + ":participant;127.0.0.1:"
                + clientPort;
    }

    /**
     * Writes the configuration; needed once.
     *
     * @param ensemble what all servers have in common
     */
    void configure(List<String> ensemble) {
        try {
            Path data = Files.createDirectories(directory.resolve("data"));
            Files.writeString(data.resolve("myid"), Integer.toString(number));
            Files.writeString(
                    configuration(), "dataDir=" + data + "\n" + String.join("\n", ensemble) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot configure " + this, e);
        }
    }

    /** Starts the process; does nothing if it is alive. Returns before it belongs to a quorum. */
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        runs++;
        process =
                JavaCommand.ofThisClassPath(ZooKeeperNodeMain.class)
                        .withJvmOptions(
                                List.of(
                                        "-Xmx128m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dzookeeper.admin.enableServer=false",
                                        "-Dlog4j2.configurationFile=classpath:" + LOGGING))
                        .withArguments(
                                List.of(
                                        configuration().toString(),
                                        Integer.toString(control.port())))
                        .start(directory, directory.resolve("zookeeper." + runs + ".log"));
    }

    /** {@code zookeeper-1} and so on. */
    public String name() {
        return "zookeeper-" + number;
    }

    /** {@code 127.0.0.1:port}; stays the same over restarts. */
    public String connectString() {
        return "127.0.0.1:" + clientPort;
    }

    /** Whether the process exists; a paused one does. */
    public boolean isAlive() {
        return process().isAlive();
    }

    /** Whether it belongs to a quorum and so serves clients. */
    public boolean serves() {
        return isAlive() && !process().isPaused() && !state().equals("LOOKING");
    }

    /** Whether it leads its quorum. */
    public boolean leads() {
        return isAlive() && !process().isPaused() && state().equals("LEADING");
    }

    /** Ends the process with SIGTERM; see {@link RunningProcess#stop()}. */
    public void stop() {
        process().stop();
    }

    /** Ends the process with SIGKILL. */
    public void kill() {
        process().kill();
    }

    /** Stops the process from running (SIGSTOP). */
    public void pause() {
        process().pause();
    }

    /** Undoes {@link #pause()}. */
    public void resume() {
        process().resume();
    }

    String ask(String path) {
        return control.ask(path);
    }

    String describe() {
        return this + "\n" + process().log().tail(40);
    }

    private String state() {
        try {
            return control.ask("/state");
        } catch (IllegalStateException e) {
            // Ended, or not yet listening.
            return "LOOKING";
        }
    }

    private Path configuration() {
        return directory.resolve("zoo.cfg");
    }

    private synchronized RunningProcess process() {
        if (process == null) {
            throw new IllegalStateException(name() + " has not been started");
        }
        return process;
    }

    @Override
    public synchronized String toString() {
        return name() + " at " + connectString() + " (" + process + ")";
    }
}
