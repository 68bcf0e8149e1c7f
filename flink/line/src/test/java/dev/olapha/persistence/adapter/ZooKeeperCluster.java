package dev.olapha.persistence.adapter;

import dev.olapha.FlinkLine;
import dev.olapha.OlapHaServicesFactory;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;
import dev.olapha.zookeeper.InterruptibleClient;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.highavailability.zookeeper.CuratorFrameworkWithUnhandledErrorListener;
import org.apache.flink.runtime.persistence.StateHandleStore;
import org.apache.flink.runtime.persistence.filesystem.FileSystemStateStorageHelper;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.runtime.zookeeper.ZooKeeperStateHandleStore;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;

import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** On a real ZooKeeper, with pointers by Flink's own stores. */
final class ZooKeeperCluster implements PersistedCluster {

    private final EmbeddedZooKeeper zooKeeper = EmbeddedZooKeeper.start();
    private final Configuration configuration = new Configuration();
    private final CuratorFrameworkWithUnhandledErrorListener connection;

    ZooKeeperCluster(String storageDirectory) {
        configuration.set(HighAvailabilityOptions.HA_MODE, OlapHaServicesFactory.class.getName());
        configuration.set(HighAvailabilityOptions.HA_STORAGE_PATH, storageDirectory);
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, zooKeeper.connectString());
        connection =
                ZooKeeperUtils.startCuratorFramework(
                        configuration,
                        error -> {
                            throw new AssertionError(error);
                        });
    }

    @Override
    public String planName(String jobId) {
        return "/" + jobId;
    }

    @Override
    public String applicationName(String applicationId) {
        return "/" + applicationId;
    }

    @Override
    public String checkpointName(int id) {
        return String.format("/%019d", id);
    }

    @Override
    public StateHandleStore<String, ?> plans() throws Exception {
        return store(plansNode());
    }

    private String plansNode() {
        return System.getProperty("flink.line").equals("1.20") ? "/jobgraphs" : "/execution-plans";
    }

    @Override
    public StateHandleStore<String, ?> applications() throws Exception {
        return store("/applications");
    }

    @Override
    public StateHandleStore<String, ?> checkpoints(String jobId) throws Exception {
        return store("/jobs/" + jobId + "/checkpoints");
    }

    private StateHandleStore<String, ?> store(String node) throws Exception {
        return new ZooKeeperStateHandleStore<>(
                ZooKeeperUtils.useNamespaceAndEnsurePath(client(), node),
                new FileSystemStateStorageHelper<>(
                        new Path(
                                configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH),
                                "default"),
                        "state"));
    }

    @Override
    public void addMalformedPlan() throws Exception {
        client().create()
                .creatingParentsIfNeeded()
                .forPath(plansNode() + "/no-id", new byte[] {1, 2, 3});
    }

    @Override
    public void end(Mortality mortality) throws Exception {
        final DurableLayout layout =
                ServiceLoader.load(FlinkLine.class).findFirst().orElseThrow().layout(configuration);
        final ZooKeeperPointers pointers =
                new ZooKeeperPointers(
                        InterruptibleClient.around(client(), mortality::passEverySecondTime),
                        configuration,
                        Runnable::run,
                        layout);
        new DurableJobData(
                        pointers,
                        configuration,
                        Runnable::run,
                        StorageDirectory.of(configuration).uploadedFiles(),
                        layout)
                .cleanUp();
    }

    @Override
    public Collection<String> leftovers() {
        return zooKeeper.znodes().stream()
                .filter(path -> !List.of("/flink", "/flink/default").contains(path))
                .collect(Collectors.toList());
    }

    private CuratorFramework client() {
        return connection.asCuratorFramework();
    }

    @Override
    public void close() {
        connection.close();
        zooKeeper.close();
    }
}
