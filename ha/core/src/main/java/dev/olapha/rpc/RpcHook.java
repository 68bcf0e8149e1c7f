package dev.olapha.rpc;

import org.apache.flink.runtime.rpc.RpcEndpoint;
import org.apache.flink.runtime.rpc.RpcGateway;
import org.apache.flink.runtime.rpc.RpcServer;

/**
 * Sees what one RPC service starts and connects to. Called by Flink's threads, so a hook must
 * neither wait nor throw; what it throws is logged and otherwise without effect.
 */
public interface RpcHook {

    /** The endpoint is about to start. */
    default void starting(RpcEndpoint endpoint) {}

    /**
     * The endpoint has started.
     *
     * @param server also the endpoint's own gateway
     */
    default void started(RpcEndpoint endpoint, RpcServer server) {}

    /** An endpoint is about to be stopped. */
    default void stopping(RpcServer server) {}

    /**
     * This process has connected to an endpoint.
     *
     * @return what Flink gets in place of the gateway
     */
    default <C extends RpcGateway> C connected(Class<C> type, C gateway) {
        return gateway;
    }
}
