package dev.olapha.profile.calls;

import dev.olapha.profile.recording.Call;
import dev.olapha.profile.recording.Operation;
import dev.olapha.profile.recording.Waiting;

import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Calls of a service that is given a listener, and how long that waits for what it is there for.
 */
final class ListenerCalls implements Proxies.Calls {

    /** What a listener waits for. */
    enum Awaited {
        LEADERSHIP(
                "startLeaderElection",
                LeaderContender.class,
                "grantLeadership",
                "wait for leadership"),
        /** Its listener hears null while nobody leads. */
        LEADER("start", LeaderRetrievalListener.class, "notifyLeaderAddress", "wait for leader");

        private final String start;
        private final Class<?> listener;
        private final String end;
        private final String operation;

        Awaited(String start, Class<?> listener, String end, String operation) {
            this.start = start;
            this.listener = listener;
            this.end = end;
            this.operation = operation;
        }
    }

    private final Meter meter;
    private final String service;
    private final Optional<String> query;
    private final Awaited awaited;
    private final ServiceCalls calls;

    ListenerCalls(Meter meter, String service, Optional<String> query, Awaited awaited) {
        this.meter = meter;
        this.service = service;
        this.query = query;
        this.awaited = awaited;
        this.calls = new ServiceCalls(meter, service, query);
    }

    @Override
    public Object called(Method method, Object[] arguments, Proxies.PassOn passOn)
            throws Throwable {
        if (method.getName().equals(awaited.start)) {
            arguments[0] = metered(arguments[0]);
        }
        return calls.called(method, arguments, passOn);
    }

    private Object metered(Object listener) {
        final Call wait =
                meter.begin(Operation.of(service, awaited.operation), Waiting.LISTENER, query);
        return Proxies.ofAllInterfaces(
                awaited.listener,
                listener,
                (method, arguments, passOn) -> {
                    if (method.getName().equals(awaited.end) && arguments[0] != null) {
                        wait.returned();
                    }
                    return passOn.call(method, arguments);
                });
    }
}
