package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Kubernetes' election recipe, as its own components follow it (client-go's leader election): who
 * holds the lock renews it; who does not, waits until the record has not changed for a lease by his
 * own clock, or the lock was given up, and takes it. Every write names the version it was made
 * from, so of several that are sent at once one succeeds, and it is told to Flink only after it
 * has. Followers send nothing while they wait.
 *
 * <p>Own because fabric8's elector compares the times in the record with the local clock, calls
 * back before it has written (fabric8 #7350), and needs a new instance to stand again
 * (FLINK-34007).
 *
 * <p>All methods run on the driver's request thread.
 */
final class LeaseElection {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseElection.class);

    /**
     * Others may write between our read and our write; then we look again, and if it happens again,
     * after a pause: an API server that takes no write says so as fast as it can be asked.
     */
    private static final int CONFLICTS = 2;

    private final LockObject object;
    private final ObservedLock observed;
    private final LockWatch watch;
    private final LockContent content;
    private final String identity;
    private final LeaseTimes times;
    private final Office office;
    private final HolderWatch holderWatch;
    private final LongSupplier nanoClock;

    /** When the last write that succeeded was sent. */
    private long renewedAtNanos;

    /** Whether it is not known what became of the last write. */
    private boolean unsure;

    /** How many writes in a row came too late. */
    private int conflicts;

    LeaseElection(
            KubernetesConnection connection,
            Office office,
            HolderWatch holderWatch,
            LongSupplier nanoClock) {
        this.object = connection.object();
        this.observed = connection.observed();
        this.watch = connection.watch();
        this.content = connection.content();
        this.identity = connection.identity();
        this.times = connection.times();
        this.office = office;
        this.holderWatch = holderWatch;
        this.nanoClock = nanoClock;
    }

    /**
     * Looks where this process stands and does what is due: takes the lock, renews it, or brings
     * the records into agreement with what is to be published. Safe to call at any time.
     *
     * @return when to look again if nothing happens before; nothing if others were faster each
     *     time, or the API server says so: then after a pause, whatever happens before
     * @throws KubernetesClientException if a request failed; then nothing is decided
     */
    Optional<Duration> run() {
        for (conflicts = 0; conflicts < CONFLICTS; ) {
            final Optional<Duration> done = step();
            if (done.isPresent()) {
                return done;
            }
        }
        return Optional.empty();
    }

    /**
     * @return when to look again; empty for at once
     */
    private Optional<Duration> step() {
        if (unsure) {
            // It may have been written: then what is there is our own, and is gone on from.
            object.read();
            unsure = false;
        }
        final LockState seen = observed.latest() == null ? object.read() : observed.latest();
        office.vacateIfOver();
        office.vacateIfLost(seen, identity);
        final Term term = office.current();
        return term == null ? contend(seen) : keep(term, seen);
    }

    private Optional<Duration> keep(Term term, LockState seen) {
        final Map<String, LeaderInformation> wanted = Map.copyOf(term.published());
        final Duration untilDue =
                times.retryPeriod().minusNanos(nanoClock.getAsLong() - renewedAtNanos);
        if (isOver(untilDue) || !content.agrees(seen, wanted)) {
            final long sentAt = nanoClock.getAsLong();
            final String annotation =
                    LockRecord.held(identity, times.lease(), term.acquired(), term.transitions());
            if (write(seen, content.held(seen, annotation, wanted))) {
                office.prolong(term, sentAt);
                renewedAtNanos = sentAt;
                logChanges(seen, wanted);
            }
            return Optional.empty();
        }
        return Optional.of(untilDue);
    }

    private static void logChanges(LockState before, Map<String, LeaderInformation> wanted) {
        wanted.forEach(
                (component, leader) -> {
                    if (!LockContent.encode(leader).equals(LockContent.record(before, component))) {
                        LOG.info("Published the leader record of '{}': {}.", component, leader);
                    }
                });
    }

    private Optional<Duration> contend(LockState seen) {
        if (seen.exists() && !seen.record().isFree() && !seen.isHeldBy(identity)) {
            final Duration lease =
                    seen.record().lease().compareTo(times.lease()) > 0
                            ? seen.record().lease()
                            : times.lease();
            final Duration left = lease.minus(observed.unchangedFor());
            final boolean dead = holderWatch.provedDeathOf(seen.record().holder());
            if (!isOver(left) && !dead) {
                return Optional.of(left);
            }
            LOG.info(
                    "{} {}.",
                    seen.record().holder(),
                    dead ? "is dead: its lease is over" : "has not renewed its lease");
        }
        if (!acquire(seen) && holderWatch.provedDeathOf(observed.latest().record().holder())) {
            holderWatch.doubt();
            // If the proof stands, the next write must be made from what there is then.
            unsure = true;
        }
        return Optional.empty();
    }

    /** Whether this process was the first to write. */
    private boolean acquire(LockState seen) {
        final long sentAt = nanoClock.getAsLong();
        final ZonedDateTime acquired = LockRecord.now();
        final String annotation =
                LockRecord.held(identity, times.lease(), acquired, seen.record().transitions() + 1);
        final Optional<LockState> won = attempt(seen, content.taken(seen, annotation));
        won.map(state -> new Term(state, acquired))
                .filter(term -> office.take(term, sentAt))
                .ifPresent(
                        term -> {
                            renewedAtNanos = sentAt;
                            LOG.info(
                                    "This process leads, session {}, as {} in ConfigMap {}.",
                                    term.sessionId(),
                                    identity,
                                    object.name());
                        });
        return won.isPresent();
    }

    private boolean write(LockState base, ConfigMap replacement) {
        return attempt(base, replacement).isPresent();
    }

    /** The state that was written; empty if somebody was faster. */
    private Optional<LockState> attempt(LockState base, ConfigMap replacement) {
        try {
            return Optional.of(
                    base.exists() ? object.replace(replacement) : object.create(replacement));
        } catch (KubernetesClientException e) {
            unsure = LockObject.isUnknown(e);
            // Not found when it was to be created: there is no such namespace, and asking again
            // at once would be asking in a loop.
            if (!LockObject.isRace(e) || !base.exists() && LockObject.isMissing(e)) {
                throw e;
            }
            conflicts++;
            object.read();
            watch.tell();
            return Optional.empty();
        }
    }

    /**
     * Gives up the lock, if it is held: others need not wait for the end of the lease.
     *
     * @throws KubernetesClientException if a request failed; then the lease ends by itself
     */
    void release() {
        // A run that was under way may have taken the lock once more.
        office.vacate();
        for (conflicts = 0; conflicts < CONFLICTS; ) {
            final LockState seen = observed.latest();
            if (seen == null || !seen.isHeldBy(identity)) {
                return;
            }
            final String annotation = LockRecord.released(seen.record().transitions());
            if (write(seen, content.released(seen, annotation))) {
                LOG.info("Gave up the lock in ConfigMap {}.", object.name());
                return;
            }
        }
    }

    private static boolean isOver(Duration left) {
        return left.isNegative() || left.isZero();
    }
}
