package dev.olapha.benchmark.cluster;

import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.rpc.RpcSystem;

import java.nio.file.Path;
import java.util.Map;

/** Clusters in this JVM. They share one RPC system, hence its compiled code. */
public final class EmbeddedLauncher implements ClusterLauncher {

    private final RpcSystem rpcSystem = RpcSystem.load();
    private final CoordinationServices services;
    private final RunDirectory directory;
    private final Map<String, String> flinkSettings;
    private boolean failed;

    /**
     * @param services with those that clusters use; stay open
     * @param directory gets a directory for each cluster
     * @param flinkSettings the user's own, for all clusters
     */
    public EmbeddedLauncher(
            CoordinationServices services,
            RunDirectory directory,
            Map<String, String> flinkSettings) {
        this.services = services;
        this.directory = directory;
        this.flinkSettings = Map.copyOf(flinkSettings);
    }

    @Override
    public BenchmarkCluster launch(ClusterSpec spec, int slots) throws InterruptedException {
        final Path home = directory.resolve(spec.fileName());
        final BoundedMiniCluster miniCluster =
                new BoundedMiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(
                                        new EmbeddedConfiguration(home)
                                                .with(
                                                        new HighAvailabilitySettings(
                                                                        spec,
                                                                        home.resolve("storage"),
                                                                        services)
                                                                .toMap(),
                                                        flinkSettings))
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build(),
                        rpcSystem);
        try {
            miniCluster.start();
            return new EmbeddedCluster(spec, miniCluster);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            miniCluster.closeAsync();
            failed = true;
            throw Failures.ofStart(spec, e);
        }
    }

    @Override
    public void close() {
        // A mini-cluster that does not start leaves threads behind. Without the RPC system's
        // classes
        // they would soon end this JVM, with a stack trace in place of the results.
        if (!failed) {
            rpcSystem.close();
        }
    }
}
