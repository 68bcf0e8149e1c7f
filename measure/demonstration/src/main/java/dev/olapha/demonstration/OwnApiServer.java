package dev.olapha.demonstration;

import dev.olapha.testkit.kubernetes.ApiRequest;
import dev.olapha.testkit.kubernetes.RealApiServer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A Kubernetes API server and its etcd on this machine; the API server's audit log counts. */
final class OwnApiServer implements LeaderService {

    private static final String USER = "flink";
    private static final String CLUSTER_ID = "demo";
    private static final String LOCK = CLUSTER_ID + "-cluster-config-map";

    /** The product's default; so often, and no more, the leader renews its lease. */
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

    private final RealApiServer server;

    private OwnApiServer(RealApiServer server) {
        this.server = server;
    }

    static OwnApiServer start(Path directory) {
        final RealApiServer server = RealApiServer.start(directory, USER);
        try {
            server.allowEverything(USER);
            return new OwnApiServer(server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return KubernetesSettings.NAME;
    }

    @Override
    public String address() {
        return "https://" + server.address();
    }

    @Override
    public Map<String, String> settings() {
        return new KubernetesSettings(CLUSTER_ID, server.kubeConfig(USER)).toMap();
    }

    @Override
    public Counting startCounting() {
        final int before = server.requests().size();
        final long start = System.nanoTime();
        return () -> {
            final List<ApiRequest> all = server.requests();
            return requests(
                    all.subList(before, all.size()), Duration.ofNanos(System.nanoTime() - start));
        };
    }

    /**
     * A request for every query could hide among renewals, so only as many as are due count as
     * such.
     */
    private static Requests requests(List<ApiRequest> received, Duration time) {
        final List<ApiRequest> others = new ArrayList<>();
        long due = time.dividedBy(RETRY_PERIOD) + 1;
        for (ApiRequest request : received) {
            if (isRenewal(request) && due > 0) {
                due--;
            } else {
                others.add(request);
            }
        }
        return new Requests(
                KubernetesSettings.NAME,
                OptionalLong.of(others.size()),
                others.size() + " requests " + others);
    }

    private static boolean isRenewal(ApiRequest request) {
        return request.verb().equals("update") && request.name().equals(LOCK);
    }

    @Override
    public void close() {
        server.close();
    }
}
