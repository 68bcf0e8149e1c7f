package dev.olapha.query;

import org.apache.flink.client.deployment.ClusterClientFactory;
import org.apache.flink.client.deployment.ClusterDescriptor;
import org.apache.flink.client.deployment.ClusterSpecification;
import org.apache.flink.client.deployment.StandaloneClientFactory;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.configuration.Configuration;

import javax.annotation.Nullable;

/**
 * Flink's own client of a session cluster under our name: SHOW, STOP and DESCRIBE JOB, and the
 * command line, look for one for the target of the session.
 */
public final class OlapClusterClientFactory implements ClusterClientFactory<StandaloneClusterId> {

    private final StandaloneClientFactory flinks = new StandaloneClientFactory();

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
        return new OlapExecutorFactory().isCompatibleWith(configuration);
    }

    @Override
    public ClusterDescriptor<StandaloneClusterId> createClusterDescriptor(
            Configuration configuration) {
        return flinks.createClusterDescriptor(configuration);
    }

    @Nullable
    @Override
    public StandaloneClusterId getClusterId(Configuration configuration) {
        return flinks.getClusterId(configuration);
    }

    @Override
    public ClusterSpecification getClusterSpecification(Configuration configuration) {
        return flinks.getClusterSpecification(configuration);
    }
}
