package dev.olapha;

import dev.olapha.config.OlapHaOptions;
import dev.olapha.partitions.KeepingHook;
import dev.olapha.rpc.HookedRpcSystem;
import dev.olapha.rpc.RpcHook;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Found by Flink's {@code RpcSystem.load} in every process that has the jar. Unless the product is
 * in force and told to do something that needs it, it hands back what Flink's own loader gives: the
 * same object, not wrapped.
 *
 * <p>Does nothing against errors on purpose: {@code RpcSystem.load} then goes on with Flink's own
 * loader, and a value that cannot be read is reported by the factory.
 */
public final class OlapRpcSystemLoader implements RpcSystemLoader {

    private static final String FACTORY = OlapHaServicesFactory.class.getName();

    private static final int PRIORITY = -1;

    /** Flink's own loader has 0, and the lowest is asked first. */
    @Override
    public int getLoadPriority() {
        return PRIORITY;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration configuration) {
        final RpcSystem flinks = flinksLoader().loadRpcSystem(configuration);
        return hooks(configuration).isEmpty()
                ? flinks
                : new HookedRpcSystem(flinks, () -> hooks(configuration));
    }

    private static List<RpcHook> hooks(Configuration configuration) {
        final List<RpcHook> hooks = new ArrayList<>();
        if (FACTORY.equals(configuration.get(HighAvailabilityOptions.HA_MODE))) {
            if (configuration.get(OlapHaOptions.CLUSTER_PARTITIONS_ENABLED)) {
                hooks.add(new KeepingHook());
            }
            if (!configuration.get(OlapHaOptions.JOB_RECOVERY_ENABLED)) {
                hooks.add(TaskManagersOfThisProcess.hook());
                hooks.add(new LostJobsAreNotFound());
            }
        }
        return hooks;
    }

    private static RpcSystemLoader flinksLoader() {
        return ServiceLoader.load(RpcSystemLoader.class).stream()
                .map(ServiceLoader.Provider::get)
                // One with a lower priority, such as the profiler's, is the one that asks.
                .filter(loader -> loader.getLoadPriority() > PRIORITY)
                .min(Comparator.comparingInt(RpcSystemLoader::getLoadPriority))
                .orElseThrow(
                        () -> new IllegalStateException("Flink's own RPC system is not there."));
    }
}
