package dev.olapha.it;

import dev.olapha.testkit.zookeeper.ObservedZooKeeper;
import dev.olapha.testkit.zookeeper.RequestCounts;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import static org.awaitility.Awaitility.await;

/** Waits until ZooKeeper receives heartbeats and nothing else. */
final class Quiet {

    private Quiet() {}

    static RequestCounts counts(ObservedZooKeeper zooKeeper) {
        final AtomicLong last = new AtomicLong(-1);
        await("ZooKeeper to be quiet")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .during(Duration.ofSeconds(1))
                .until(
                        () -> {
                            final long now = zooKeeper.counts().requests();
                            return last.getAndSet(now) == now;
                        });
        return zooKeeper.counts();
    }
}
