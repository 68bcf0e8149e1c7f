package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

/** Keeps the leader addresses of jobs away from the coordination service. */
final class ClusterOnlyLeaderElectionDriver implements LeaderElectionDriver {

    private final LeaderElectionDriver driver;

    ClusterOnlyLeaderElectionDriver(LeaderElectionDriver driver) {
        this.driver = driver;
    }

    @Override
    public boolean hasLeadership() {
        return driver.hasLeadership();
    }

    @Override
    public void publishLeaderInformation(String componentId, LeaderInformation leader) {
        if (!ComponentIds.isJob(componentId)) {
            driver.publishLeaderInformation(componentId, leader);
        }
    }

    @Override
    public void deleteLeaderInformation(String componentId) {
        if (!ComponentIds.isJob(componentId)) {
            driver.deleteLeaderInformation(componentId);
        }
    }

    @Override
    public void close() throws Exception {
        driver.close();
    }

    @Override
    public String toString() {
        return driver.toString();
    }
}
