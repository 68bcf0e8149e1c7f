package dev.olapha.testkit.zookeeper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process of {@link ZooKeeperProcess}. Arguments: directory, client port, control port, and in
 * milliseconds tick, least and greatest session timeout, and the {@link ZooKeeperTransport}.
 */
final class ZooKeeperMain {

    private ZooKeeperMain() {}

    public static void main(String[] args) throws IOException {
        EmbeddedZooKeeper zooKeeper =
                EmbeddedZooKeeper.startIn(
                        Path.of(args[0]),
                        Integer.parseInt(args[1]),
                        ZooKeeperSettings.ofTick(millis(args[3]))
                                .withSessionTimeouts(millis(args[4]), millis(args[5])),
                        ZooKeeperTransport.valueOf(args[6]));
        Runtime.getRuntime().addShutdownHook(new Thread(zooKeeper::close, "stop-zookeeper"));
        new ControlEndpoint(Integer.parseInt(args[2]))
                .on("/counts", ignored -> zooKeeper.counts().toLines())
                .on("/znodes", ignored -> String.join("\n", zooKeeper.znodes()))
                .on("/ephemerals", ignored -> EphemeralOwners.toLines(zooKeeper.ephemeralOwners()))
                .on("/zxid", ignored -> Long.toString(zooKeeper.lastZxid()))
                .on("/watches", ignored -> Integer.toString(zooKeeper.watchCount()))
                .on("/connections", ignored -> Integer.toString(zooKeeper.connections()))
                .on(
                        "/expire",
                        session -> {
                            zooKeeper.expireSession(Long.parseLong(session));
                            return "";
                        })
                .start();
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
