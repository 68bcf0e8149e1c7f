package dev.olapha.demonstration;

import dev.olapha.testkit.zookeeper.ObservedZooKeeper;
import dev.olapha.testkit.zookeeper.RequestCounts;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/** A ZooKeeper server on this machine. */
final class OwnZooKeeper implements LeaderService {

    static final String NAME = "ZooKeeper";

    private static final Duration TICK = Duration.ofMillis(500);

    private final ObservedZooKeeper zooKeeper;

    private OwnZooKeeper(ObservedZooKeeper zooKeeper) {
        this.zooKeeper = zooKeeper;
    }

    static OwnZooKeeper start(Path directory) {
        return new OwnZooKeeper(ZooKeeperProcess.start(directory, ZooKeeperSettings.ofTick(TICK)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return zooKeeper.connectString();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("high-availability.zookeeper.quorum", zooKeeper.connectString());
    }

    @Override
    public Counting startCounting() {
        final RequestCounts before = zooKeeper.counts();
        return () -> requests(zooKeeper.counts().minus(before));
    }

    private static Requests requests(RequestCounts counts) {
        return new Requests(NAME, OptionalLong.of(counts.requests()), counts.toString());
    }

    @Override
    public void close() {
        zooKeeper.close();
    }
}
