package dev.olapha.profile;

import dev.olapha.profile.calls.MeteredServices;
import dev.olapha.profile.config.ProfilerSettings;
import dev.olapha.profile.recording.RecordingLease;
import dev.olapha.profile.recording.Recordings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executor;

/**
 * What {@code high-availability.type} names while a cluster is profiled. It creates what the
 * wrapped type would have created and meters every call that Flink makes to it.
 *
 * <p>Every mistake in the configuration ends the start with one sentence, which stands in the log
 * by itself before Flink's stack trace.
 */
public final class ProfilingHaServicesFactory implements HighAvailabilityServicesFactory {

    private static final Logger LOG = LoggerFactory.getLogger(ProfilingHaServicesFactory.class);

    @Override
    public HighAvailabilityServices createHAServices(Configuration configuration, Executor executor)
            throws Exception {
        final ProfilerSettings settings = settings(configuration);
        final HighAvailabilityServices services =
                new WrappedType(settings, configuration).services(executor);
        return MeteredServices.around(services, lease(settings));
    }

    @Override
    public ClientHighAvailabilityServices createClientHAServices(Configuration configuration)
            throws Exception {
        final ProfilerSettings settings = settings(configuration);
        final ClientHighAvailabilityServices services =
                new WrappedType(settings, configuration).clientServices();
        return MeteredServices.around(services, lease(settings));
    }

    private static RecordingLease lease(ProfilerSettings settings) {
        return Recordings.ofThisProcess()
                .join(
                        settings.wrappedType(),
                        settings.directory(),
                        settings.interval(),
                        settings.queries());
    }

    private static ProfilerSettings settings(Configuration configuration) {
        try {
            final ProfilerSettings settings = ProfilerSettings.from(configuration);
            WrappedType.verify(settings);
            return settings;
        } catch (IllegalConfigurationException e) {
            LOG.error(e.getMessage());
            throw e;
        }
    }
}
