package dev.olapha.standalone;

import dev.olapha.leader.ComponentIds;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.dispatcher.Dispatcher;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.resourcemanager.ResourceManager;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcServiceUtils;
import org.apache.flink.runtime.rpc.RpcSystem;

import java.util.Map;
import java.util.UUID;

/** The leaders that the configuration names: {@code jobmanager.rpc.*} and {@code rest.*}. */
final class ConfiguredLeaders {

    /**
     * The session that every process of a cluster without election agrees on; stock Flink's too.
     */
    static final UUID SESSION = new UUID(0, 0);

    private ConfiguredLeaders() {}

    static Map<String, LeaderInformation> ofServer(Configuration configuration) {
        // The form of an RPC address is the RPC system's secret; loading it takes a moment, once.
        try (RpcSystem rpcSystem = RpcSystem.load(configuration)) {
            final Tuple2<String, Integer> jobManager =
                    HighAvailabilityServicesUtils.getJobManagerAddress(configuration);
            return Map.of(
                    ComponentIds.RESOURCE_MANAGER,
                    rpcLeader(
                            rpcSystem,
                            jobManager,
                            ResourceManager.RESOURCE_MANAGER_NAME,
                            configuration),
                    ComponentIds.DISPATCHER,
                    rpcLeader(rpcSystem, jobManager, Dispatcher.DISPATCHER_NAME, configuration),
                    ComponentIds.REST_SERVER,
                    restLeader(configuration));
        } catch (Exception e) {
            throw unusable(e);
        }
    }

    static Map<String, LeaderInformation> ofClient(Configuration configuration) {
        try {
            return Map.of(ComponentIds.REST_SERVER, restLeader(configuration));
        } catch (Exception e) {
            throw unusable(e);
        }
    }

    private static LeaderInformation rpcLeader(
            RpcSystem rpcSystem,
            Tuple2<String, Integer> jobManager,
            String endpoint,
            Configuration configuration)
            throws Exception {
        return LeaderInformation.known(
                SESSION,
                rpcSystem.getRpcUrl(
                        jobManager.f0,
                        jobManager.f1,
                        RpcServiceUtils.createWildcardName(endpoint),
                        AddressResolution.NO_ADDRESS_RESOLUTION,
                        configuration));
    }

    private static LeaderInformation restLeader(Configuration configuration) throws Exception {
        return LeaderInformation.known(
                SESSION,
                HighAvailabilityServicesUtils.getWebMonitorAddress(
                        configuration, AddressResolution.NO_ADDRESS_RESOLUTION));
    }

    private static IllegalConfigurationException unusable(Exception cause) {
        return new IllegalConfigurationException(
                "With 'high-availability.leader-services.type: standalone' the JobManager is found by "
                        + "'jobmanager.rpc.address', 'jobmanager.rpc.port', 'rest.address' and 'rest.port': "
                        + cause.getMessage(),
                cause);
    }
}
