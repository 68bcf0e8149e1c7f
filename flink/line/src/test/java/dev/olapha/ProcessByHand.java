package dev.olapha;

import dev.olapha.leader.LeaderBackend;
import dev.olapha.testkit.leader.InMemoryLeadership;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/**
 * Flink's own dispatcher, ResourceManager, TaskManager and REST endpoint in the OLAP mode, in one
 * process that leads and loses its office when a test says so.
 */
final class ProcessByHand implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InMemoryLeadership leadership = InMemoryLeadership.grantedByHand();
    private final LeaderBackend process = leadership.join();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Cluster cluster;

    private ProcessByHand(Map<String, String> settings, BlobStore blobs) {
        this.cluster = new Cluster(configuration(settings), blobs);
    }

    /** Starts it, and lets it lead. */
    static ProcessByHand leading(Map<String, String> settings, BlobStore blobs) throws Exception {
        final ProcessByHand process = new ProcessByHand(settings, blobs);
        try {
            process.cluster.start();
            process.lead();
            return process;
        } catch (Exception e) {
            process.close();
            throw e;
        }
    }

    MiniCluster cluster() {
        return cluster;
    }

    DispatcherGateway dispatcher() throws Exception {
        return cluster.getDispatcherGatewayFuture().get(1, TimeUnit.SECONDS);
    }

    /** Until then, what is asked may still go to the dispatcher of the term before. */
    void lead() {
        final UUID session = leadership.grant(process);
        await("the dispatcher of " + session)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> dispatcher().getFencingToken().toUUID().equals(session));
    }

    void loseOffice() {
        leadership.revoke();
        await().atMost(PATIENCE).until(() -> leadership.recordedComponents().isEmpty());
    }

    void awaitStatus(JobID job, JobStatus expected) {
        await("job " + job + " to be " + expected)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> cluster.getJobStatus(job).get() == expected);
    }

    HttpResponse<String> get(String path) throws Exception {
        final URI rest = cluster.getRestAddress().get();
        return http.send(
                HttpRequest.newBuilder(rest.resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws Exception {
        try {
            cluster.close();
        } finally {
            leadership.close();
        }
    }

    private static Configuration configuration(Map<String, String> settings) {
        final Configuration configuration = Configuration.fromMap(settings);
        // The services are made below; Flink's RPC system goes by these two.
        configuration.set(HighAvailabilityOptions.HA_MODE, OlapHaServicesFactory.class.getName());
        configuration.setString("high-availability.job-recovery.enabled", "false");
        configuration.set(RestOptions.PORT, 0);
        return configuration;
    }

    private final class Cluster extends MiniCluster {

        private final BlobStore blobs;

        private Cluster(Configuration configuration, BlobStore blobs) {
            super(
                    new MiniClusterConfiguration.Builder()
                            .setConfiguration(configuration)
                            .setNumTaskManagers(1)
                            .setNumSlotsPerTaskManager(2)
                            .build());
            this.blobs = blobs;
        }

        @Override
        protected HighAvailabilityServices createHighAvailabilityServices(
                Configuration ignored, Executor executor) {
            return withBlobs(OlapHaServicesFactory.olapServices(process, 100));
        }

        @Override
        protected CompletableFuture<DispatcherGateway> getDispatcherGatewayFuture() {
            return super.getDispatcherGatewayFuture();
        }

        private HighAvailabilityServices withBlobs(HighAvailabilityServices services) {
            return (HighAvailabilityServices)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {HighAvailabilityServices.class},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("createBlobStore")) {
                                    return blobs;
                                }
                                try {
                                    return method.invoke(services, arguments);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
        }
    }
}
