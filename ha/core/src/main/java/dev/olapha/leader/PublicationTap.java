package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.util.Map;

/** Notes what is published, and passes everything on. */
final class PublicationTap implements LeaderElectionDriver {

    private final LeaderElectionDriver driver;
    private final Map<String, LeaderInformation> published;

    /**
     * @param published the last of each component; thread-safe
     */
    PublicationTap(LeaderElectionDriver driver, Map<String, LeaderInformation> published) {
        this.driver = driver;
        this.published = published;
    }

    @Override
    public boolean hasLeadership() {
        return driver.hasLeadership();
    }

    @Override
    public void publishLeaderInformation(String componentId, LeaderInformation leader) {
        published.put(componentId, leader);
        driver.publishLeaderInformation(componentId, leader);
    }

    @Override
    public void deleteLeaderInformation(String componentId) {
        published.remove(componentId);
        driver.deleteLeaderInformation(componentId);
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
