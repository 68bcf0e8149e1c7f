package dev.olapha.partitions;

import dev.olapha.config.OlapHaOptions;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

import java.util.Comparator;
import java.util.ServiceLoader;

/**
 * Found by Flink's {@code RpcSystem.load} in every process that has the jar. Unless the product is
 * in force and told to keep cluster partitions, it hands back what Flink's own loader gives: the
 * same object, not wrapped.
 *
 * <p>Does nothing against errors on purpose: {@code RpcSystem.load} then goes on with Flink's own
 * loader, and a value that cannot be read is reported by the factory.
 */
public final class KeepingRpcSystemLoader implements RpcSystemLoader {

    private static final String FACTORY = "dev.olapha.OlapHaServicesFactory";

    /** Flink's own loader has 0, and the lowest is asked first. */
    @Override
    public int getLoadPriority() {
        return -1;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration configuration) {
        final RpcSystem flinks = flinksLoader().loadRpcSystem(configuration);
        return isInForce(configuration) ? new KeepingRpcSystem(flinks) : flinks;
    }

    private static boolean isInForce(Configuration configuration) {
        return FACTORY.equals(configuration.get(HighAvailabilityOptions.HA_MODE))
                && configuration.get(OlapHaOptions.CLUSTER_PARTITIONS_ENABLED);
    }

    private static RpcSystemLoader flinksLoader() {
        return ServiceLoader.load(RpcSystemLoader.class).stream()
                .filter(provider -> provider.type() != KeepingRpcSystemLoader.class)
                .map(ServiceLoader.Provider::get)
                .min(Comparator.comparingInt(RpcSystemLoader::getLoadPriority))
                .orElseThrow(
                        () -> new IllegalStateException("Flink's own RPC system is not there."));
    }
}
