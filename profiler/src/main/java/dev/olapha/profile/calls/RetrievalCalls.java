package dev.olapha.profile.calls;

import dev.olapha.profile.recording.Call;
import dev.olapha.profile.recording.Operation;
import dev.olapha.profile.recording.Waiting;

import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import java.lang.reflect.Method;
import java.util.Optional;

/** Calls of a leader retrieval, and how long its listener waits until it knows a leader. */
final class RetrievalCalls implements Proxies.Calls {

    private final Meter meter;
    private final String service;
    private final Optional<String> query;
    private final ServiceCalls calls;

    RetrievalCalls(Meter meter, String service, Optional<String> query) {
        this.meter = meter;
        this.service = service;
        this.query = query;
        this.calls = new ServiceCalls(meter, service, query);
    }

    @Override
    public Object called(Method method, Object[] arguments, Proxies.PassOn passOn)
            throws Throwable {
        if (method.getName().equals("start")) {
            arguments[0] = awaited((LeaderRetrievalListener) arguments[0]);
        }
        return calls.called(method, arguments, passOn);
    }

    private LeaderRetrievalListener awaited(LeaderRetrievalListener listener) {
        final Call wait =
                meter.begin(Operation.of(service, "wait for leader"), Waiting.LISTENER, query);
        return (LeaderRetrievalListener)
                Proxies.ofAllInterfaces(
                        LeaderRetrievalListener.class,
                        listener,
                        (method, arguments, passOn) -> {
                            // The address is null while nobody leads.
                            if (method.getName().equals("notifyLeaderAddress")
                                    && arguments[0] != null) {
                                wait.returned();
                            }
                            return passOn.call(method, arguments);
                        });
    }
}
