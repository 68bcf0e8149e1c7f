package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.testkit.process.FlinkDistribution;
import dev.olapha.testkit.zookeeper.ObservedZooKeeper;

import java.nio.file.Path;

/** Clusters with the drop-in jar in their {@code lib/}, as a user would configure them. */
final class Product {

    static final String FACTORY = "dev.olapha.OlapHaServicesFactory";

    private static final Path ROOT =
            Path.of(System.getProperty("olapha.root", "")).toAbsolutePath().normalize();

    private Product() {}

    static Path jar() {
        return Path.of(System.getProperty("olapha.jar"));
    }

    /** The drop-in jar of another Flink line. */
    static Path jar(String line) {
        final String name =
                jar().getFileName()
                        .toString()
                        .replace("-" + TestedFlink.line() + "-", "-" + line + "-");
        return ROOT.resolve(Path.of("flink", line, "target", name));
    }

    /** A cluster with ZooKeeper and the product, and none of the product's own keys set. */
    static FlinkClusterBuilder onZooKeeper(Path directory, ObservedZooKeeper zooKeeper) {
        return withJar(directory)
                .config("high-availability.type", FACTORY)
                .config("high-availability.zookeeper.quorum", zooKeeper.connectString())
                .config("high-availability.zookeeper.client.session-timeout", "3 s")
                .config("high-availability.zookeeper.client.retry-wait", "500 ms");
    }

    /** The OLAP mode: nothing of a job survives its JobManager. */
    static FlinkClusterBuilder olap(Path directory, ObservedZooKeeper zooKeeper) {
        return onZooKeeper(directory, zooKeeper)
                .config("high-availability.job-recovery.enabled", "false");
    }

    static FlinkClusterBuilder withJar(Path directory) {
        return FlinkCluster.builder(FlinkDistribution.fromSystemProperty())
                .directory(directory.resolve("flink"))
                .withTestQueries()
                .withJar(jar());
    }
}
