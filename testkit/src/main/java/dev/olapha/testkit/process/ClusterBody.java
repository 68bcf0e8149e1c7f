package dev.olapha.testkit.process;

/** What a test does with a running cluster. */
@FunctionalInterface
public interface ClusterBody {

    /**
     * Uses the cluster; must not keep it.
     *
     * @throws Exception if the test fails
     */
    void run(FlinkCluster cluster) throws Exception;
}
