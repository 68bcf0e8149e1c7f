package dev.olapha.demonstration;

import java.util.Map;

/** Where the cluster elects its leader. */
interface LeaderService extends AutoCloseable {

    /** {@code ZooKeeper} or {@code Kubernetes}. */
    String name();

    /** Where it is, for people. */
    String address();

    /** The settings of every process. */
    Map<String, String> settings();

    /** Counts from now on. */
    Counting startCounting();

    /** Counts since it was started. */
    @FunctionalInterface
    interface Counting {
        Requests soFar();
    }

    @Override
    void close();
}
