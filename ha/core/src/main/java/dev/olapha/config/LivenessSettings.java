package dev.olapha.config;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.util.NetUtils;

import java.net.InetSocketAddress;
import java.util.Iterator;

/** Whether and where a process that stands for election shows that it lives. Immutable. */
public final class LivenessSettings {

    private static final String ANY_ADDRESS = "0.0.0.0";

    private final boolean enabled;
    private final String portRange;
    private final String bindHost;
    private final String advertisedHost;

    private LivenessSettings(
            boolean enabled, String portRange, String bindHost, String advertisedHost) {
        this.enabled = enabled;
        this.portRange = portRange;
        this.bindHost = bindHost;
        this.advertisedHost = advertisedHost;
    }

    /**
     * @throws IllegalConfigurationException one sentence with the key, the value and what is
     *     allowed
     */
    public static LivenessSettings from(Configuration configuration) {
        final LivenessSettings settings =
                new LivenessSettings(
                        new ConfigReader(configuration)
                                .read(OlapHaOptions.LIVENESS_ENABLED, "allowed are true and false"),
                        configuration.get(OlapHaOptions.LIVENESS_PORT),
                        configuration.getOptional(JobManagerOptions.BIND_HOST).orElse(ANY_ADDRESS),
                        configuration
                                .getOptional(JobManagerOptions.ADDRESS)
                                .filter(host -> !host.isBlank())
                                .orElse("localhost"));
        settings.ports();
        return settings;
    }

    public boolean enabled() {
        return enabled;
    }

    /** As the user wrote it. */
    public String portRange() {
        return portRange;
    }

    /** The ports to try, in order; 0 is any free one. */
    public Iterator<Integer> ports() {
        try {
            return NetUtils.getPortRangeFromString(portRange);
        } catch (IllegalArgumentException | IllegalConfigurationException e) {
            throw ConfigReader.illegal(
                    OlapHaOptions.LIVENESS_PORT.key(),
                    portRange,
                    "allowed are ports from 0 to 65535, such as 6124, 50100-50200 or 6124,50100-50200");
        }
    }

    public String bindHost() {
        return bindHost;
    }

    public InetSocketAddress bindAddress(int port) {
        return new InetSocketAddress(bindHost, port);
    }

    /** Where other JobManagers reach this host: what the process's RPC address says. */
    public String advertisedHost() {
        return advertisedHost;
    }
}
