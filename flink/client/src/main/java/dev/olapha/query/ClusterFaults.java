package dev.olapha.query;

import org.apache.flink.util.SerializedThrowable;

import java.util.Set;

/**
 * Tells a job that failed because a TaskManager was lost from one that failed by itself. What
 * counts is the type of a cause in the chain that the JobManager has sent, by name, since it
 * arrives serialized; never a type that user code could throw.
 */
final class ClusterFaults {

    private static final String NETWORK = "org.apache.flink.runtime.io.network.";

    private static final Set<String> TYPES =
            Set.of(
                    // The connection to another TaskManager broke, or could not be made.
                    NETWORK + "netty.exception.RemoteTransportException",
                    NETWORK + "netty.exception.LocalTransportException",
                    NETWORK + "partition.consumer.PartitionConnectionException",
                    // What it held is gone.
                    NETWORK + "partition.PartitionNotFoundException",
                    // The JobMaster cannot reach it any more.
                    "org.apache.flink.runtime.jobmaster.JobMasterException",
                    "org.apache.flink.runtime.rpc.exceptions.RecipientUnreachableException");

    private static final String TIMEOUT = "java.util.concurrent.TimeoutException";

    /** {@code JobMaster}'s own words; a timeout by itself may be anybody's. */
    private static final String HEARTBEAT = "Heartbeat of TaskManager with id";

    private static final Set<String> FLINKS_OWN =
            Set.of(
                    "org.apache.flink.util.FlinkException",
                    "org.apache.flink.util.FlinkExpectedException");

    /** {@code TaskExecutor#onStop}. */
    private static final String SHUT_DOWN = "The TaskExecutor is shutting down";

    private ClusterFaults() {}

    static boolean caused(SerializedThrowable failure) {
        Throwable cause = failure;
        // The chain of a serialized throwable is cut where it would be cyclic.
        while (cause != null) {
            if (isOne(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOne(Throwable cause) {
        final String type =
                cause instanceof SerializedThrowable
                        ? ((SerializedThrowable) cause).getOriginalErrorClassName()
                        : cause.getClass().getName();
        final String message = String.valueOf(cause.getMessage());
        return TYPES.contains(type)
                || type.equals(TIMEOUT) && message.contains(HEARTBEAT)
                || FLINKS_OWN.contains(type) && message.contains(SHUT_DOWN);
    }
}
