package dev.olapha.profile.rpc;

import dev.olapha.profile.calls.Meter;
import dev.olapha.profile.calls.SerializedSizes;
import dev.olapha.profile.config.ProfilerSettings;
import dev.olapha.profile.recording.RecordingLease;
import dev.olapha.profile.recording.Recordings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

import java.util.Comparator;
import java.util.ServiceLoader;

/**
 * Found by Flink's {@code RpcSystem.load} in every process that has the jar. Unless the profiler is
 * in force, it hands back what the next loader gives: the same object, not wrapped.
 */
public final class ProfilingRpcSystemLoader implements RpcSystemLoader {

    private static final int PRIORITY = -2;

    /** The lowest is asked first; Flink's own has 0 and that of flink-olap-ha -1. */
    @Override
    public int getLoadPriority() {
        return PRIORITY;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration configuration) {
        final RpcSystemLoader next = nextLoader();
        if (!ProfilerSettings.areIn(configuration)) {
            return next.loadRpcSystem(configuration);
        }
        final ProfilerSettings settings;
        try {
            settings = ProfilerSettings.from(configuration);
        } catch (IllegalConfigurationException e) {
            // The factory is asked a moment later and ends the start with the same sentence.
            return next.loadRpcSystem(configuration);
        }
        final RpcSystem system = next.loadRpcSystem(settings.withoutProfiler(configuration));
        LoadedRpcSystem.ofThisProcess().remember(system);
        final RecordingLease lease =
                Recordings.ofThisProcess()
                        .join(
                                settings.wrappedType(),
                                settings.directory(),
                                settings.interval(),
                                settings.queries());
        final SerializedSizes sizes = new SerializedSizes();
        return MeteredRpcSystem.around(
                system,
                new Meter(lease.recording(), sizes),
                () -> {
                    sizes.close();
                    lease.close();
                });
    }

    private static RpcSystemLoader nextLoader() {
        return ServiceLoader.load(RpcSystemLoader.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(loader -> loader.getLoadPriority() > PRIORITY)
                .min(Comparator.comparingInt(RpcSystemLoader::getLoadPriority))
                .orElseThrow(
                        () -> new IllegalStateException("Flink's own RPC system is not there."));
    }
}
