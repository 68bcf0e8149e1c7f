package dev.olapha.profile.calls;

import dev.olapha.profile.recording.RecordingLease;
import dev.olapha.profile.recording.Role;

import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;

/** Puts the meter in front of high availability services. */
public final class MeteredServices {

    private MeteredServices() {}

    /**
     * Those of a JobManager or TaskManager. Closing them closes the lease, after the services.
     *
     * @param lease to record with
     */
    public static HighAvailabilityServices around(
            HighAvailabilityServices services, RecordingLease lease) {
        // Whoever asks for an election is a JobManager; everybody else is none.
        lease.recording().plays(Role.TASKMANAGER);
        final SerializedSizes sizes = new SerializedSizes();
        final BlobDownloads downloads = new BlobDownloads();
        final Meter meter = new Meter(lease.recording(), sizes);
        return (HighAvailabilityServices)
                Proxies.ofAllInterfaces(
                        HighAvailabilityServices.class,
                        services,
                        new HaServicesCalls(
                                meter,
                                downloads,
                                () -> {
                                    downloads.close();
                                    sizes.close();
                                    lease.close();
                                }));
    }

    /**
     * Those of a client, which often lives no longer than one query: the lease stays open, and the
     * file is written at the end of the process.
     */
    public static ClientHighAvailabilityServices around(
            ClientHighAvailabilityServices services, RecordingLease lease) {
        lease.recording().plays(Role.CLIENT);
        return (ClientHighAvailabilityServices)
                Proxies.ofAllInterfaces(
                        ClientHighAvailabilityServices.class,
                        services,
                        new ClientServicesCalls(
                                new Meter(lease.recording(), new SerializedSizes())));
    }
}
