package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.utils.Serialization;

import javax.annotation.Nullable;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Who holds the lock, as its annotation says. The form is the one that stock Flink's leader elector
 * reads and writes, so that stock and this product wait for each other. The times in it are written
 * for people and for stock; nothing here ever compares them with a clock.
 */
final class LockRecord {

    /** Stock Flink's {@code KubernetesLeaderElector.LEADER_ANNOTATION_KEY}. */
    static final String ANNOTATION = "control-plane.alpha.kubernetes.io/leader";

    /** A longer annotation is not read. */
    private static final int MAX_LENGTH = 4096;

    /** Holds a lock whose annotation nobody can read: it is free when it stays unchanged. */
    private static final String UNREADABLE = "(unreadable)";

    private static final LockRecord NONE = new LockRecord("", "", Duration.ZERO, 0);

    private final String text;
    private final String holder;
    private final Duration lease;
    private final int transitions;

    private LockRecord(String text, String holder, Duration lease, int transitions) {
        this.text = text;
        this.holder = holder;
        this.lease = lease;
        this.transitions = transitions;
    }

    /**
     * @param annotation null if there is none
     */
    static LockRecord parse(@Nullable String annotation) {
        if (annotation == null || annotation.isEmpty()) {
            return NONE;
        }
        if (annotation.length() <= MAX_LENGTH) {
            try {
                final LeaderElectionRecord record =
                        Serialization.unmarshal(annotation, LeaderElectionRecord.class);
                if (record != null) {
                    return new LockRecord(
                            annotation,
                            Objects.requireNonNullElse(record.getHolderIdentity(), ""),
                            Objects.requireNonNullElse(record.getLeaseDuration(), Duration.ZERO),
                            record.getLeaderTransitions());
                }
            } catch (RuntimeException e) {
                // Whoever can write the annotation can write anything: reported below.
            }
        }
        return new LockRecord(annotation, UNREADABLE, Duration.ZERO, 0);
    }

    /** The annotation of a lock that is held. */
    static String held(String identity, Duration lease, ZonedDateTime acquired, int transitions) {
        return write(identity, lease, acquired, transitions);
    }

    /** The annotation of a lock that was given up: anybody may take it at once. */
    static String released(int transitions) {
        return write("", Duration.ofSeconds(1), now(), transitions);
    }

    private static String write(
            String identity, Duration lease, ZonedDateTime acquired, int transitions) {
        return Serialization.asJson(
                new LeaderElectionRecord(identity, lease, acquired, now(), transitions));
    }

    /** For people to read. */
    static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    /** Changes with every renewal. */
    String text() {
        return text;
    }

    boolean isFree() {
        return holder.isEmpty();
    }

    /** Empty if the lock is free. */
    String holder() {
        return holder;
    }

    /** How long the holder wants others to wait. */
    Duration lease() {
        return lease;
    }

    /** How often the lock has changed hands. */
    int transitions() {
        return transitions;
    }
}
