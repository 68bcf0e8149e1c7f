package dev.olapha.liveness;

import dev.olapha.config.LivenessSettings;

import org.apache.flink.configuration.IllegalConfigurationException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.Optional;

/**
 * This process's side of liveness: one port for its whole life, opened when it first stands for
 * election, because TaskManagers need none. Thread-safe.
 */
public final class ProcessLiveness implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLiveness.class);

    private final LivenessSettings settings;

    /** Guarded by this object's monitor; null before the first candidacy. */
    @Nullable private LivenessPort port;

    public ProcessLiveness(LivenessSettings settings) {
        this.settings = settings;
    }

    public boolean enabled() {
        return settings.enabled();
    }

    /**
     * Where peers find out whether this process lives; nothing if that is switched off. Opens the
     * port if it is not open.
     *
     * @throws IllegalConfigurationException if the port cannot be bound; has been logged
     */
    public synchronized Optional<LivenessEndpoint> announce() {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        if (port == null) {
            try {
                port = LivenessPort.open(settings);
            } catch (IllegalConfigurationException e) {
                LOG.error(e.getMessage());
                throw e;
            }
        }
        return Optional.of(port.endpoint());
    }

    /** How many peers could prove the death of this process if it died now. */
    public synchronized int peerCount() {
        return port == null ? 0 : port.peerCount();
    }

    /** Closes the port if it is open: from now on peers may take this process for dead. */
    @Override
    public synchronized void close() {
        if (port != null) {
            port.close();
            port = null;
        }
    }
}
