package dev.olapha.kubernetes;

import dev.olapha.liveness.DeathWatch;
import dev.olapha.liveness.LivenessEndpoint;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.Optional;

/**
 * The death watch on the process that holds the lock. A proof of its death ends its lease for this
 * process, which may then try to take the lock from exactly the version that the dead one left;
 * everything else remains the election's.
 *
 * <p>Request thread only, but for what the death watch calls.
 */
final class HolderWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HolderWatch.class);

    /** A holder writes its announcement right after it took the lock. */
    private static final int LOOKS = 10;

    private final LivenessAnnouncement announcement;
    private final Runnable onDeath;

    /** Whom {@link #watch} watches or looks for; empty for nobody. */
    private String holder = "";

    /** Null while the holder has not announced itself. */
    @Nullable private DeathWatch watch;

    private int looks;

    /** Later looks, once {@link #LOOKS} have failed. */
    private final GrowingInterval patience;

    /** The holder that is proven dead; empty for none. Written by the death watch. */
    private volatile String dead = "";

    /**
     * @param retryPeriod the time between two looks
     * @param onDeath called by the death watch's thread
     */
    HolderWatch(LivenessAnnouncement announcement, Duration retryPeriod, Runnable onDeath) {
        this.announcement = announcement;
        this.patience = new GrowingInterval(retryPeriod);
        this.onDeath = onDeath;
    }

    /**
     * Watches this holder and no other.
     *
     * @param present empty for nobody
     * @return whether this method should be called again soon: the holder has not announced itself
     *     yet
     */
    boolean follow(String present) {
        if (!present.equals(holder)) {
            close();
            holder = present;
            looks = 0;
            patience.restart();
        }
        if (holder.isEmpty() || watch != null || (looks >= LOOKS && !patience.passed())) {
            return false;
        }
        looks++;
        look();
        return watch == null && looks < LOOKS;
    }

    private void look() {
        try {
            final String watched = holder;
            final Optional<LivenessEndpoint> found = announcement.read(watched);
            watch =
                    found.map(endpoint -> DeathWatch.start(endpoint, () -> die(watched)))
                            .orElse(null);
            if (watch == null && looks == LOOKS) {
                LOG.info(
                        "The leader {} cannot be watched yet: if it dies before it can, its lease decides.",
                        holder);
            }
        } catch (KubernetesClientException e) {
            LOG.debug("The announcement of {} could not be read.", holder, e);
        }
    }

    private void die(String proven) {
        dead = proven;
        onDeath.run();
    }

    boolean provedDeathOf(String suspect) {
        return dead.equals(suspect);
    }

    /** The holder was seen to renew: whatever was proven was not its death. */
    void refute() {
        dead = "";
        close();
    }

    void close() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        holder = "";
    }
}
