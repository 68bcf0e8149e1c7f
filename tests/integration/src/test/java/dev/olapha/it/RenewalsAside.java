package dev.olapha.it;

import dev.olapha.testkit.kubernetes.ApiRequest;
import dev.olapha.testkit.kubernetes.RealApiServer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests that an API server received, without the renewals of the lease. Those are counted too:
 * they must not be more than the time that passed allows, or a request per query could hide among
 * them.
 */
final class RenewalsAside {

    /** What {@link KubernetesProduct} configures. */
    private static final Duration RETRY_PERIOD = Duration.ofMillis(400);

    private RenewalsAside() {}

    interface Work {
        void run() throws Exception;
    }

    /** The requests that arrive while the work is done; the cluster is left to settle before. */
    static List<ApiRequest> requestsDuring(RealApiServer server, Work work) throws Exception {
        awaitNothingButRenewals(server);
        final int before = server.requests().size();
        final long start = System.nanoTime();
        work.run();
        awaitRenewal(server);
        final Duration took = Duration.ofNanos(System.nanoTime() - start);
        final List<ApiRequest> all = server.requests();
        final List<ApiRequest> during = all.subList(before, all.size());
        final long renewals = during.stream().filter(RenewalsAside::isRenewal).count();
        assertThat(renewals)
                .as("renewals in %s", took)
                .isBetween(1L, took.dividedBy(RETRY_PERIOD) + 2);
        return others(during);
    }

    private static void awaitNothingButRenewals(RealApiServer server) {
        final AtomicInteger last = new AtomicInteger(-1);
        await("renewals and nothing else")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .during(Duration.ofSeconds(1))
                .until(
                        () -> {
                            final int now = others(server.requests()).size();
                            return last.getAndSet(now) == now;
                        });
    }

    /** Also proves that the audit log has caught up. */
    private static void awaitRenewal(RealApiServer server) {
        final int before = server.requests().size();
        await("a renewal")
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.requests().size() > before);
    }

    private static List<ApiRequest> others(List<ApiRequest> requests) {
        return requests.stream()
                .filter(request -> !isRenewal(request))
                .collect(Collectors.toUnmodifiableList());
    }

    private static boolean isRenewal(ApiRequest request) {
        return request.verb().equals("update") && request.name().equals(KubernetesProduct.LOCK);
    }
}
