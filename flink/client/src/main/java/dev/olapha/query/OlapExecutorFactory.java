package dev.olapha.query;

import dev.olapha.ClientDefaults;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;

/** Found by Flink for {@code execution.target: olap}. */
public final class OlapExecutorFactory implements PipelineExecutorFactory {

    static final String NAME = "olap";

    @Override
    public String getName() {
        return NAME;
    }

    /**
     * Flink asks every factory before it makes an executor, also one for another target: this is
     * the only place where a client's defaults can be set before its REST client reads them.
     */
    @Override
    public boolean isCompatibleWith(Configuration configuration) {
        ClientDefaults.applyTo(configuration);
        return NAME.equalsIgnoreCase(configuration.get(DeploymentOptions.TARGET));
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
        return new OlapExecutor(configuration);
    }
}
