package dev.olapha.faults.store;

import dev.olapha.testkit.zookeeper.DelayProxy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One proxy for each server of a store. */
final class ProxiedLink implements Link {

    private final List<DelayProxy> proxies;

    private ProxiedLink(List<DelayProxy> proxies) {
        this.proxies = proxies;
    }

    /**
     * @param servers {@code host:port} of each
     */
    static ProxiedLink to(List<String> servers) {
        return new ProxiedLink(
                servers.stream().map(server -> DelayProxy.to(server, Duration.ZERO)).toList());
    }

    /** What takes the place of the servers' addresses, with commas between them. */
    String addresses() {
        return proxies.stream().map(DelayProxy::connectString).collect(Collectors.joining(","));
    }

    /** How many are open. */
    int connections() {
        return proxies.stream().mapToInt(DelayProxy::connections).sum();
    }

    @Override
    public void silence() {
        proxies.forEach(DelayProxy::silence);
    }

    @Override
    public void cut() {
        proxies.forEach(DelayProxy::cut);
    }

    @Override
    public void delay(Duration roundTrip) {
        proxies.forEach(proxy -> proxy.roundTrip(roundTrip));
    }

    @Override
    public void restore() {
        proxies.forEach(proxy -> proxy.roundTrip(Duration.ZERO));
        proxies.forEach(DelayProxy::restore);
    }

    @Override
    public void close() {
        proxies.forEach(DelayProxy::close);
    }
}
