package dev.olapha;

import dev.olapha.client.SharedClients;
import dev.olapha.config.ConfigReader;
import dev.olapha.config.HaSettings;
import dev.olapha.config.OlapHaOptions;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderServices;
import dev.olapha.lifecycle.Closer;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.StorageDirectory;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.blob.VoidBlobStore;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

/**
 * What {@code high-availability.type} names. Reads the settings once and composes; keeps nothing.
 *
 * <p>Every mistake in the configuration ends the start with one sentence, which stands in the log
 * by itself before Flink's stack trace.
 */
public final class OlapHaServicesFactory implements HighAvailabilityServicesFactory {

    private static final Logger LOG = LoggerFactory.getLogger(OlapHaServicesFactory.class);

    @Override
    public HighAvailabilityServices createHAServices(Configuration configuration, Executor executor)
            throws Exception {
        return reportingMistakes(() -> compose(configuration, executor));
    }

    /**
     * The OLAP mode on a given leader backend, for tests that grant and revoke leadership by hand.
     *
     * @param backend closed with the services
     * @param rememberedJobs how many finished jobs are remembered
     */
    public static HighAvailabilityServices olapServices(LeaderBackend backend, int rememberedJobs) {
        final Closer closer = new Closer();
        final FlinkLine line = InstalledLine.ofThisJar().matching();
        return line.inMemory(
                new ProcessServices(
                        closer.register(
                                LeaderServices.derivingJobLeaders(
                                        backend, new SlotsOfLostJobs(line)::free)),
                        closer.register(new VoidBlobStore()),
                        StorageDirectory.none(),
                        closer),
                new InMemoryJobData(rememberedJobs));
    }

    /**
     * Retrieval of the REST endpoint only, over a connection that all clients of the process share.
     * Does not wait for the network.
     */
    @Override
    public ClientHighAvailabilityServices createClientHAServices(Configuration configuration)
            throws Exception {
        // Flink's client has read its own by now; the next one made of this object has these.
        ClientDefaults.applyTo(configuration);
        return reportingMistakes(
                () ->
                        SharedClients.ofThisProcess()
                                .join(
                                        ClientSettings.of(configuration),
                                        new ConfigReader(configuration)
                                                .read(
                                                        OlapHaOptions.CLIENT_IDLE_TIMEOUT,
                                                        "allowed are durations such as 1 min"),
                                        new BackendClientOpener(configuration)));
    }

    private static HighAvailabilityServices compose(Configuration configuration, Executor executor)
            throws Exception {
        final FlinkLine line = InstalledLine.ofThisJar().matching();
        final HaSettings settings = HaSettings.from(configuration);
        final LiveConfiguration liveConfiguration = new LiveConfiguration(configuration);
        if (settings.batchRecoveryRequest() == HaSettings.BatchRecoveryRequest.IN_VAIN) {
            liveConfiguration.keepBatchRecoveryOff();
        }
        if (settings.clusterPartitions() == HaSettings.ClusterPartitions.KEPT) {
            liveConfiguration.keepClusterPartitions();
        }
        final Closer closer = new Closer();
        try {
            final HighAvailabilityServices services =
                    new Composition(line, settings, configuration, executor, closer).compose();
            liveConfiguration.forgetCredentials();
            return services;
        } catch (Exception e) {
            closeAfter(e, closer);
            throw e;
        }
    }

    private static void closeAfter(Exception failure, Closer closer) {
        try {
            closer.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private static <T> T reportingMistakes(Callable<T> creation) throws Exception {
        try {
            return creation.call();
        } catch (IllegalConfigurationException e) {
            LOG.error(e.getMessage());
            throw e;
        }
    }
}
