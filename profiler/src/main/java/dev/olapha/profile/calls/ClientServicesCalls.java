package dev.olapha.profile.calls;

import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.lang.reflect.Method;
import java.util.Optional;

/** Calls of a client's high availability services. */
final class ClientServicesCalls implements Proxies.Calls {

    private final Meter meter;
    private final ServiceCalls calls;

    ClientServicesCalls(Meter meter) {
        this.meter = meter;
        this.calls = new ServiceCalls(meter, "ClientHighAvailabilityServices", Optional.empty());
    }

    @Override
    public Object called(Method method, Object[] arguments, Proxies.PassOn passOn)
            throws Throwable {
        final Object result = calls.called(method, arguments, passOn);
        return result instanceof LeaderRetrievalService
                ? Proxies.ofAllInterfaces(
                        LeaderRetrievalService.class,
                        result,
                        new ListenerCalls(
                                meter,
                                "LeaderRetrieval of ClusterRestEndpoint",
                                Optional.empty(),
                                ListenerCalls.Awaited.LEADER))
                : result;
    }
}
