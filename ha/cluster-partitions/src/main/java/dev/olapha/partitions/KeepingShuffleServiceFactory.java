package dev.olapha.partitions;

import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.io.network.NettyShuffleEnvironment;
import org.apache.flink.runtime.io.network.NettyShuffleServiceFactory;
import org.apache.flink.runtime.io.network.partition.ResultPartition;
import org.apache.flink.runtime.io.network.partition.consumer.SingleInputGate;
import org.apache.flink.runtime.shuffle.NettyShuffleDescriptor;
import org.apache.flink.runtime.shuffle.ShuffleEnvironment;
import org.apache.flink.runtime.shuffle.ShuffleEnvironmentContext;
import org.apache.flink.runtime.shuffle.ShuffleMaster;
import org.apache.flink.runtime.shuffle.ShuffleMasterContext;
import org.apache.flink.runtime.shuffle.ShuffleServiceFactory;

/**
 * Flink's own shuffle service, whose TaskManagers do not release cluster partitions when they lose
 * their leader. Flink creates this from the name in {@code shuffle-service-factory.class}.
 */
public final class KeepingShuffleServiceFactory
        implements ShuffleServiceFactory<NettyShuffleDescriptor, ResultPartition, SingleInputGate> {

    private final NettyShuffleServiceFactory netty = new NettyShuffleServiceFactory();

    @Override
    public ShuffleMaster<NettyShuffleDescriptor> createShuffleMaster(ShuffleMasterContext context) {
        return netty.createShuffleMaster(context);
    }

    @Override
    public ShuffleEnvironment<ResultPartition, SingleInputGate> createShuffleEnvironment(
            ShuffleEnvironmentContext context) {
        final NettyShuffleEnvironment environment = netty.createShuffleEnvironment(context);
        final ResourceID taskManager = context.getTaskExecutorResourceId();
        final KeptPartitions kept = new KeptPartitions(environment::releasePartitionsLocally);
        TaskManagersOfThisProcess.add(taskManager, kept);
        return new KeepingShuffleEnvironment<>(
                environment, kept, () -> TaskManagersOfThisProcess.remove(taskManager));
    }
}
