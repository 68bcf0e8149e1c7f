package dev.olapha.profile.rpc;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The RPC system that Flink has loaded. Flink's high availability services for {@code NONE} compute
 * addresses with it, and a factory is not given it.
 */
public final class LoadedRpcSystem {

    private static final LoadedRpcSystem OF_THIS_PROCESS = new LoadedRpcSystem();

    private final AtomicReference<RpcSystem> loaded = new AtomicReference<>();

    private LoadedRpcSystem() {}

    public static LoadedRpcSystem ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    void remember(RpcSystem system) {
        loaded.set(system);
    }

    /** Loads one if Flink has not, which takes about a second. */
    public RpcSystem orLoad(Configuration configuration) {
        final RpcSystem system = loaded.get();
        return system == null ? RpcSystem.load(configuration) : system;
    }
}
