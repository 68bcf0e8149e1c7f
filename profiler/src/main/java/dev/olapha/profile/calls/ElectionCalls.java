package dev.olapha.profile.calls;

import dev.olapha.profile.recording.Call;
import dev.olapha.profile.recording.Operation;
import dev.olapha.profile.recording.Waiting;

import org.apache.flink.runtime.leaderelection.LeaderContender;

import java.lang.reflect.Method;
import java.util.Optional;

/** Calls of a leader election, and how long a contender waits until it leads. */
final class ElectionCalls implements Proxies.Calls {

    private final Meter meter;
    private final String service;
    private final Optional<String> query;
    private final ServiceCalls calls;

    ElectionCalls(Meter meter, String service, Optional<String> query) {
        this.meter = meter;
        this.service = service;
        this.query = query;
        this.calls = new ServiceCalls(meter, service, query);
    }

    @Override
    public Object called(Method method, Object[] arguments, Proxies.PassOn passOn)
            throws Throwable {
        if (method.getName().equals("startLeaderElection")) {
            arguments[0] = awaited((LeaderContender) arguments[0]);
        }
        return calls.called(method, arguments, passOn);
    }

    private LeaderContender awaited(LeaderContender contender) {
        final Call wait =
                meter.begin(Operation.of(service, "wait for leadership"), Waiting.LISTENER, query);
        return (LeaderContender)
                Proxies.ofAllInterfaces(
                        LeaderContender.class,
                        contender,
                        (method, arguments, passOn) -> {
                            if (method.getName().equals("grantLeadership")) {
                                wait.returned();
                            }
                            return passOn.call(method, arguments);
                        });
    }
}
