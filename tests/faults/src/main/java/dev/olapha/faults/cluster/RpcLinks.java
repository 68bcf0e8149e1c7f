package dev.olapha.faults.cluster;

import dev.olapha.testkit.process.FreePort;
import dev.olapha.testkit.zookeeper.DelayProxy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy before the RPC port of every process, at the port that the process tells others. REST and
 * the store are reached past it.
 */
public final class RpcLinks implements Preparation {

    private final Map<String, DelayProxy> proxies = new ConcurrentHashMap<>();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();

    RpcLinks() {}

    @Override
    public Map<String, String> settings(String process) {
        final int port = ports.computeIfAbsent(process, name -> FreePort.find().number());
        final String told = link(process).connectString();
        final String role = process.startsWith("jobmanager") ? "jobmanager" : "taskmanager";
        return Map.of(
                role + ".rpc.port",
                told.substring(told.lastIndexOf(':') + 1),
                role + ".rpc.bind-port",
                Integer.toString(port));
    }

    /** What others send to a process, and its answers on the same connections. */
    public DelayProxy link(String process) {
        return proxies.computeIfAbsent(
                process, name -> DelayProxy.to("127.0.0.1:" + ports.get(name), Duration.ZERO));
    }

    @Override
    public void close() {
        proxies.values().forEach(DelayProxy::close);
    }
}
