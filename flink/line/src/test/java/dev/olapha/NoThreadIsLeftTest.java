package dev.olapha;

import dev.olapha.testkit.threads.ThreadLeaks;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import static org.awaitility.Awaitility.await;

/** A JobManager, a TaskManager and a client in one JVM, from the first call to the last. */
class NoThreadIsLeftTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String JOB_MANAGER = "pekko.tcp://flink@127.0.0.1:6123/user/rpc/";

    @TempDir Path storage;

    @ParameterizedTest
    @CsvSource({"zookeeper, true", "zookeeper, false", "standalone, false"})
    void afterAFullStartAndStop(String leaders, boolean recovery) throws Exception {
        final ThreadLeaks leaks = ThreadLeaks.since();
        final ExecutorService executor = Executors.newFixedThreadPool(4);
        try (EmbeddedZooKeeper zooKeeper = EmbeddedZooKeeper.start()) {
            useEverything(configuration(zooKeeper, leaders, recovery), executor);
        }
        executor.shutdown();
        leaks.assertNone();
    }

    private static void useEverything(Configuration configuration, ExecutorService executor)
            throws Exception {
        final OlapHaServicesFactory factory = new OlapHaServicesFactory();
        final JobID job = new JobID();
        final String jobMaster = JOB_MANAGER + "jobmanager_2";
        try (HighAvailabilityServices jobManager =
                        factory.createHAServices(new Configuration(configuration), executor);
                HighAvailabilityServices taskManager =
                        factory.createHAServices(new Configuration(configuration), executor);
                ClientHighAvailabilityServices client =
                        factory.createClientHAServices(configuration);
                LeaderElection restServer = jobManager.getClusterRestEndpointLeaderElection();
                LeaderElection dispatcher = jobManager.getDispatcherLeaderElection();
                LeaderElection resourceManager = jobManager.getResourceManagerLeaderElection();
                LeaderElection jobElection = jobManager.getJobManagerLeaderElection(job)) {
            lead(restServer, "http://127.0.0.1:8081");
            lead(dispatcher, JOB_MANAGER + "dispatcher_1");
            lead(resourceManager, JOB_MANAGER + "resourcemanager_0");
            lead(jobElection, jobMaster);

            assertHears(client.getClusterRestEndpointLeaderRetriever());
            assertHears(jobManager.getDispatcherLeaderRetriever());
            assertHears(taskManager.getResourceManagerLeaderRetriever());
            assertHears(taskManager.getJobManagerLeaderRetriever(job, jobMaster));

            jobManager.globalCleanupAsync(job, executor).get();
            jobManager.cleanupAllData();
        }
    }

    private static void lead(LeaderElection election, String address) throws Exception {
        election.startLeaderElection(new Contender(election, address));
    }

    private static void assertHears(LeaderRetrievalService retriever) throws Exception {
        final AtomicReference<UUID> session = new AtomicReference<>();
        retriever.start(
                new LeaderRetrievalListener() {
                    @Override
                    public void notifyLeaderAddress(String address, UUID leaderSession) {
                        session.set(leaderSession);
                    }

                    @Override
                    public void handleError(Exception error) {
                        throw new AssertionError(error);
                    }
                });
        await("a leader").atMost(TIMEOUT).until(() -> session.get() != null);
        retriever.stop();
    }

    private Configuration configuration(
            EmbeddedZooKeeper zooKeeper, String leaders, boolean recovery) {
        final Configuration configuration = new Configuration();
        configuration.set(HighAvailabilityOptions.HA_MODE, OlapHaServicesFactory.class.getName());
        configuration.set(HighAvailabilityOptions.HA_STORAGE_PATH, storage.toUri().toString());
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, zooKeeper.connectString());
        configuration.setString("high-availability.leader-services.type", leaders);
        configuration.setString("high-availability.job-recovery.enabled", String.valueOf(recovery));
        configuration.setString("high-availability.client.idle-timeout", "0 ms");
        configuration.setString("jobmanager.rpc.address", "127.0.0.1");
        configuration.setString("rest.address", "127.0.0.1");
        return configuration;
    }

    /** Confirms its leadership at once, as Flink's components do when they have started. */
    private static final class Contender implements LeaderContender {

        private final LeaderElection election;
        private final String address;

        private Contender(LeaderElection election, String address) {
            this.election = election;
            this.address = address;
        }

        @Override
        public void grantLeadership(UUID session) {
            election.confirmLeadershipAsync(session, address);
        }

        @Override
        public void revokeLeadership() {}

        @Override
        public void handleError(Exception error) {
            throw new AssertionError(error);
        }
    }
}
