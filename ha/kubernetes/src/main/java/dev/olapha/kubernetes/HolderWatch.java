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
 * <p>{@link #follow} runs on the thread of {@link LivenessLoop}; the election asks {@link
 * #provedDeathOf} and {@link #doubt}s on its own; nothing waits for a request of the other.
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
    @Nullable private volatile DeathWatch watch;

    private int looks;

    /** Later looks, once {@link #LOOKS} have failed. */
    private final GrowingInterval patience;

    /** The holder that is proven dead; empty for none. Written by the death watch. */
    private volatile String dead = "";

    /** Whether something speaks against what the present watch has proven. */
    private volatile boolean doubted;

    /** Whether it was doubted before, and has proven it once more. */
    private volatile boolean confirmed;

    private volatile boolean closed;

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
     * @throws KubernetesClientException if its announcement cannot be read
     */
    boolean follow(String present) {
        if (closed) {
            return false;
        }
        if (doubted && present.equals(holder) && watch != null && !confirmed) {
            doubted = false;
            confirmed = true;
            watch = watch.again();
        } else if (doubted || !present.equals(holder)) {
            doubted = false;
            confirmed = false;
            endWatch();
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
        final String watched = holder;
        final Optional<LivenessEndpoint> found = announcement.read(watched);
        watch = found.map(endpoint -> DeathWatch.start(endpoint, () -> die(watched))).orElse(null);
        if (closed) {
            endWatch();
        } else if (watch == null && looks == LOOKS) {
            LOG.info(
                    "The leader {} cannot be watched yet: if it dies before it can, its lease decides.",
                    holder);
        }
    }

    private void die(String proven) {
        dead = proven;
        onDeath.run();
    }

    boolean provedDeathOf(String suspect) {
        return dead.equals(suspect);
    }

    /**
     * The lock has changed since the proven death. That may have been the last renewal of the dead,
     * on its way when it died, or the next one of the living: it is dialled again, and if it
     * refuses again, the proof stands. The second time it is refuted.
     */
    void doubt() {
        dead = "";
        doubted = true;
    }

    private void endWatch() {
        final DeathWatch ending = watch;
        if (ending != null) {
            ending.close();
            watch = null;
        }
        holder = "";
    }

    /** By any thread. No watch begins after this. */
    void close() {
        closed = true;
        endWatch();
    }
}
