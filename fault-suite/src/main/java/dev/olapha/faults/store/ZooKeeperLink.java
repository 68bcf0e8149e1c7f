package dev.olapha.faults.store;

import dev.olapha.testkit.zookeeper.DelayProxy;
import dev.olapha.testkit.zookeeper.ZooKeeperEnsemble;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One proxy for each server of the ensemble. */
final class ZooKeeperLink implements Link {

    private final List<DelayProxy> proxies;

    private ZooKeeperLink(List<DelayProxy> proxies) {
        this.proxies = proxies;
    }

    static ZooKeeperLink to(ZooKeeperEnsemble ensemble) {
        return new ZooKeeperLink(
                ensemble.nodes().stream()
                        .map(node -> DelayProxy.to(node.connectString(), Duration.ZERO))
                        .toList());
    }

    String connectString() {
        return proxies.stream().map(DelayProxy::connectString).collect(Collectors.joining(","));
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
