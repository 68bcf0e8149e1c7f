package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class RestEndpointLastTest {

    private final UUID term = LeaderEpoch.newSession(1);
    private final UUID nextTerm = LeaderEpoch.newSession(2);
    private final List<String> published = new ArrayList<>();
    private final LeaderElectionDriver driver = new RestEndpointLast(new Published());

    @Test
    void restEndpointWaitsForTheDispatcher() {
        publish(ComponentIds.REST_SERVER, term);
        publish(ComponentIds.RESOURCE_MANAGER, term);
        assertThat(published).containsExactly("resource_manager 1");
        publish(ComponentIds.DISPATCHER, term);
        assertThat(published)
                .containsExactly("resource_manager 1", "dispatcher 1", "rest_server 1");
    }

    @Test
    void nextTermWaitsForItsOwnDispatcher() {
        publish(ComponentIds.DISPATCHER, term);
        publish(ComponentIds.REST_SERVER, term);
        publish(ComponentIds.REST_SERVER, nextTerm);
        assertThat(published).containsExactly("dispatcher 1", "rest_server 1");
        publish(ComponentIds.DISPATCHER, nextTerm);
        assertThat(published).endsWith("dispatcher 2", "rest_server 2");
    }

    @Test
    void lateDispatcherOfAnEarlierTermReleasesNothing() {
        publish(ComponentIds.REST_SERVER, nextTerm);
        publish(ComponentIds.DISPATCHER, term);
        assertThat(published).containsExactly("dispatcher 1");
    }

    @Test
    void whatWasDeletedIsNotReleased() throws Exception {
        publish(ComponentIds.REST_SERVER, term);
        driver.deleteLeaderInformation(ComponentIds.REST_SERVER);
        publish(ComponentIds.DISPATCHER, term);
        assertThat(published).containsExactly("deleted rest_server", "dispatcher 1");
    }

    private void publish(String componentId, UUID session) {
        driver.publishLeaderInformation(componentId, LeaderInformation.known(session, "address"));
    }

    private final class Published implements LeaderElectionDriver {

        @Override
        public boolean hasLeadership() {
            return true;
        }

        @Override
        public void publishLeaderInformation(String componentId, LeaderInformation leader) {
            published.add(componentId + " " + LeaderEpoch.of(leader.getLeaderSessionID()));
        }

        @Override
        public void deleteLeaderInformation(String componentId) {
            published.add("deleted " + componentId);
        }

        @Override
        public void close() {}
    }
}
