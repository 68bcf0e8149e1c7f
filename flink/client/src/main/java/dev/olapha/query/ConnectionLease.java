package dev.olapha.query;

import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** One user's share of a connection, which stays open until it is released. Thread-safe. */
final class ConnectionLease {

    private final SharedConnection shared;
    private final AtomicBoolean released = new AtomicBoolean();

    ConnectionLease(SharedConnection shared) {
        this.shared = shared;
    }

    RestClusterClient<StandaloneClusterId> client() {
        return shared.connection().client();
    }

    LeaderNews leaders() {
        return shared.connection().leaders();
    }

    void release() {
        if (released.compareAndSet(false, true)) {
            shared.release();
        }
    }

    /** Releases after this one request. */
    <T> CompletableFuture<T> with(Function<RestClusterClient<?>, CompletableFuture<T>> request) {
        try {
            return request.apply(client()).whenComplete((answer, error) -> release());
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }
}
