package dev.olapha;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

import java.lang.reflect.Proxy;

/** Stands for the loader that Flink brings along. */
public final class FlinksRpcSystemLoader implements RpcSystemLoader {

    static final RpcSystem SYSTEM =
            (RpcSystem)
                    Proxy.newProxyInstance(
                            RpcSystem.class.getClassLoader(),
                            new Class<?>[] {RpcSystem.class},
                            (proxy, method, arguments) -> null);

    @Override
    public int getLoadPriority() {
        return 0;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration configuration) {
        return SYSTEM;
    }
}
