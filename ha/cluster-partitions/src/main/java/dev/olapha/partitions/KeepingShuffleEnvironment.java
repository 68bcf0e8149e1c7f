package dev.olapha.partitions;

import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.deployment.InputGateDeploymentDescriptor;
import org.apache.flink.runtime.deployment.ResultPartitionDeploymentDescriptor;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.executiongraph.PartitionInfo;
import org.apache.flink.runtime.io.network.api.writer.ResultPartitionWriter;
import org.apache.flink.runtime.io.network.partition.PartitionProducerStateProvider;
import org.apache.flink.runtime.io.network.partition.ResultPartitionID;
import org.apache.flink.runtime.io.network.partition.consumer.IndexedInputGate;
import org.apache.flink.runtime.shuffle.ShuffleEnvironment;
import org.apache.flink.runtime.shuffle.ShuffleIOOwnerContext;
import org.apache.flink.runtime.shuffle.ShuffleMetrics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Asks {@link KeptPartitions} before it releases; all else is Flink's. */
final class KeepingShuffleEnvironment<P extends ResultPartitionWriter, G extends IndexedInputGate>
        implements ShuffleEnvironment<P, G> {

    private static final Logger LOG = LoggerFactory.getLogger(KeepingShuffleEnvironment.class);

    private final ShuffleEnvironment<P, G> environment;
    private final KeptPartitions kept;
    private final Runnable onClose;

    KeepingShuffleEnvironment(
            ShuffleEnvironment<P, G> environment, KeptPartitions kept, Runnable onClose) {
        this.environment = environment;
        this.kept = kept;
        this.onClose = onClose;
    }

    @Override
    public int start() throws IOException {
        return environment.start();
    }

    @Override
    public ShuffleIOOwnerContext createShuffleIOOwnerContext(
            String ownerName, ExecutionAttemptID executionAttemptID, MetricGroup parentGroup) {
        return environment.createShuffleIOOwnerContext(ownerName, executionAttemptID, parentGroup);
    }

    @Override
    public List<P> createResultPartitionWriters(
            ShuffleIOOwnerContext ownerContext,
            List<ResultPartitionDeploymentDescriptor> descriptors) {
        return environment.createResultPartitionWriters(ownerContext, descriptors);
    }

    @Override
    public void releasePartitionsLocally(Collection<ResultPartitionID> partitions) {
        try {
            kept.release(partitions);
        } catch (RuntimeException e) {
            // TaskExecutor would end its process on it.
            LOG.error("Could not keep partitions; releasing them instead.", e);
            environment.releasePartitionsLocally(partitions);
        }
    }

    @Override
    public Collection<ResultPartitionID> getPartitionsOccupyingLocalResources() {
        return environment.getPartitionsOccupyingLocalResources();
    }

    @Override
    public Optional<ShuffleMetrics> getMetricsIfPartitionOccupyingLocalResource(
            ResultPartitionID partition) {
        return environment.getMetricsIfPartitionOccupyingLocalResource(partition);
    }

    @Override
    public List<G> createInputGates(
            ShuffleIOOwnerContext ownerContext,
            PartitionProducerStateProvider producerStates,
            List<InputGateDeploymentDescriptor> descriptors) {
        return environment.createInputGates(ownerContext, producerStates, descriptors);
    }

    @Override
    public boolean updatePartitionInfo(ExecutionAttemptID consumer, PartitionInfo partitionInfo)
            throws IOException, InterruptedException {
        return environment.updatePartitionInfo(consumer, partitionInfo);
    }

    /** Flink's environment releases all partitions with it, those that were kept too. */
    @Override
    public void close() throws Exception {
        onClose.run();
        environment.close();
    }
}
