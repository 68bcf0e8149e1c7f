package dev.olapha.profile.calls;

import dev.olapha.profile.recording.Role;

import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/** Calls of a process's high availability services, which hand out services that are metered. */
final class HaServicesCalls implements Proxies.Calls {

    private static final Set<String> ENDS =
            Set.of("close", "cleanupAllData", "closeWithOptionalClean");

    private final Meter meter;
    private final BlobDownloads downloads;
    private final Runnable afterClose;
    private final ServiceCalls calls;

    /**
     * @param afterClose called after each call that closes the services
     */
    HaServicesCalls(Meter meter, BlobDownloads downloads, Runnable afterClose) {
        this.meter = meter;
        this.downloads = downloads;
        this.afterClose = afterClose;
        this.calls = new ServiceCalls(meter, "HighAvailabilityServices", Optional.empty());
    }

    @Override
    public Object called(Method method, Object[] arguments, Proxies.PassOn passOn)
            throws Throwable {
        if (ENDS.contains(method.getName())) {
            return end(method, arguments, passOn);
        }
        final Object result = calls.called(method, arguments, passOn);
        final Class<?> type = method.getReturnType();
        if (type == LeaderElection.class) {
            meter.recording().plays(Role.JOBMANAGER);
        }
        return result == null || !isService(type)
                ? result
                : Proxies.ofAllInterfaces(type, result, callsOf(type, method, arguments));
    }

    private Object end(Method method, Object[] arguments, Proxies.PassOn passOn) throws Throwable {
        meter.recording().ending();
        try {
            return calls.called(method, arguments, passOn);
        } finally {
            if (!method.getName().equals("cleanupAllData")) {
                afterClose.run();
            }
        }
    }

    private Proxies.Calls callsOf(Class<?> type, Method method, Object[] arguments) {
        final Optional<String> query = QueryIds.in(arguments);
        if (type == LeaderElection.class) {
            return new ListenerCalls(
                    meter,
                    "LeaderElection of " + component(method),
                    query,
                    ListenerCalls.Awaited.LEADERSHIP);
        }
        if (type == LeaderRetrievalService.class) {
            return new ListenerCalls(
                    meter,
                    "LeaderRetrieval of " + component(method),
                    query,
                    ListenerCalls.Awaited.LEADER);
        }
        if (type == BlobStore.class) {
            return new BlobStoreCalls(meter, downloads);
        }
        if (type == CheckpointRecoveryFactory.class) {
            return new CheckpointRecoveryCalls(meter);
        }
        return new ServiceCalls(meter, type.getSimpleName(), query);
    }

    private static boolean isService(Class<?> type) {
        return type.isInterface() && type.getName().startsWith("org.apache.flink.");
    }

    /** {@code getJobManagerLeaderElection} is that of the job manager, and so on. */
    private static String component(Method getter) {
        return getter.getName()
                .replaceFirst("^get", "")
                .replaceFirst("Leader(Election|Retriever)$", "");
    }
}
