package dev.olapha.zookeeper;

import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.WatchedEvent;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.Watcher;

import java.util.function.Consumer;

/**
 * Notices that a published record was touched. Two guards of one component are equal, so that
 * reading a record many times leaves one watcher with the ZooKeeper client and not many.
 */
final class RecordGuard implements Watcher {

    private final String componentId;
    private final Consumer<String> republish;

    RecordGuard(String componentId, Consumer<String> republish) {
        this.componentId = componentId;
        this.republish = republish;
    }

    /** On ZooKeeper's event thread. */
    @Override
    public void process(WatchedEvent event) {
        if (event.getType() != Event.EventType.None) {
            republish.accept(componentId);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordGuard
                && componentId.equals(((RecordGuard) other).componentId)
                && republish == ((RecordGuard) other).republish;
    }

    @Override
    public int hashCode() {
        return componentId.hashCode();
    }
}
