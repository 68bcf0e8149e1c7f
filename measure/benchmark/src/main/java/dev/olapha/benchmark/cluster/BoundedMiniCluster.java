package dev.olapha.benchmark.cluster;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.BlobServer;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponent;
import org.apache.flink.runtime.heartbeat.HeartbeatServices;
import org.apache.flink.runtime.metrics.MetricRegistry;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.security.token.DelegationTokenManager;
import org.apache.flink.runtime.webmonitor.retriever.MetricQueryServiceRetriever;
import org.apache.flink.util.Reference;

import java.util.Collection;
import java.util.Collections;

/**
 * A mini-cluster that forgets old queries, as a real cluster does. Flink's own keeps every one with
 * its execution graph for ever, so that a long run would measure the garbage collector.
 */
final class BoundedMiniCluster extends MiniCluster {

    BoundedMiniCluster(MiniClusterConfiguration configuration, RpcSystem rpcSystem) {
        super(configuration, () -> Reference.borrowed(rpcSystem));
    }

    @Override
    protected Collection<? extends DispatcherResourceManagerComponent>
            createDispatcherResourceManagerComponents(
                    Configuration configuration,
                    RpcServiceFactory rpcServiceFactory,
                    BlobServer blobServer,
                    HeartbeatServices heartbeatServices,
                    DelegationTokenManager delegationTokenManager,
                    MetricRegistry metricRegistry,
                    MetricQueryServiceRetriever metricQueryServiceRetriever,
                    FatalErrorHandler fatalErrorHandler)
                    throws Exception {
        return Collections.singleton(
                createDispatcherResourceManagerComponentFactory()
                        .create(
                                configuration,
                                ResourceID.generate(),
                                getIOExecutor(),
                                rpcServiceFactory.createRpcService(),
                                getHaServices(),
                                blobServer,
                                heartbeatServices,
                                delegationTokenManager,
                                metricRegistry,
                                FinishedQueries.atMost(QuerySettings.KEPT_QUERIES),
                                metricQueryServiceRetriever,
                                Collections.emptySet(),
                                fatalErrorHandler));
    }
}
