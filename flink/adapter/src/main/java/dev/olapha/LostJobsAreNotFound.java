package dev.olapha;

import dev.olapha.rpc.RpcHook;

import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.rpc.RpcGateway;

/**
 * Wraps the ways from REST endpoints to the dispatcher, in whichever JobManager they are: also a
 * standby's asks the leader.
 */
final class LostJobsAreNotFound implements RpcHook {

    @Override
    public <C extends RpcGateway> C connected(Class<C> type, C gateway) {
        return type == DispatcherGateway.class
                ? type.cast(DispatcherWithoutLostJobs.around((DispatcherGateway) gateway))
                : gateway;
    }

    /** For the log, if it fails. */
    @Override
    public String toString() {
        return "Hiding the jobs of lost terms";
    }
}
