package dev.olapha.simulation;

import dev.olapha.leader.LeaderRecord;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A JobManager as readers see it: takes the lock when it is free or has not changed for a lease,
 * renews it, publishes, repairs its records, and never writes without having seen what it replaces.
 */
final class ScriptedLeader {

    static final long LEASE = 15_000_000_000L;
    static final long RENEWAL = 2_000_000_000L;
    private static final long DEADLINE = 10_000_000_000L;

    private final ModelApiServer server;
    private final History history;
    private final Draws draws;

    /** A process that is started again has another one. */
    private String name;

    private int starts;
    private long pausedUntil;

    /** Of the present term; null while it does not lead. */
    private UUID session;

    private SortedMap<String, String> records = new TreeMap<>();
    private int term;
    private long deadline;
    private long renewedAt;
    private long highestEpoch;
    private long wonAt;

    private long seenRenewals = -1;
    private String seenHolder = "";
    private long unchangedSince;

    ScriptedLeader(String name, ModelApiServer server, History history, Draws draws) {
        this.name = name;
        this.server = server;
        this.history = history;
        this.draws = draws;
    }

    boolean leads() {
        return session != null;
    }

    boolean isPaused(long now) {
        return now < pausedUntil;
    }

    void pauseUntil(long until) {
        pausedUntil = Math.max(pausedUntil, until);
    }

    /** Dies, and is started again under another name, which has seen nothing. */
    void kill(long backAt) {
        starts++;
        name = name.charAt(0) + "-" + starts;
        session = null;
        highestEpoch = 0;
        seenRenewals = -1;
        pauseUntil(backAt);
    }

    /** Looks at the lock and does what is due. */
    void act(long now) {
        if (isPaused(now)) {
            return;
        }
        final Optional<ModelObject> seen = server.object();
        if (session != null && (now >= deadline || !isMine(seen))) {
            session = null;
        }
        if (session == null) {
            contend(seen, now);
        } else {
            keep(seen.orElseThrow(), now);
        }
    }

    /** After a restored backup the lock is of an earlier time, and so may be its holder. */
    private boolean isMine(Optional<ModelObject> seen) {
        return seen.filter(
                        object ->
                                object.isHeldBy(name)
                                        && object.transitions() == term
                                        && object.version() >= wonAt)
                .isPresent();
    }

    private void contend(Optional<ModelObject> seen, long now) {
        final long renewals = seen.map(ModelObject::renewals).orElse(0L);
        final String holder = seen.map(ModelObject::holder).orElse("");
        if (renewals != seenRenewals || !holder.equals(seenHolder)) {
            seenRenewals = renewals;
            seenHolder = holder;
            unchangedSince = now;
        }
        if (holder.isEmpty() || now - unchangedSince >= LEASE) {
            take(seen, now);
        }
    }

    private void take(Optional<ModelObject> seen, long now) {
        final int transitions = seen.map(ModelObject::transitions).orElse(0) + 1;
        server.write(
                        seen.map(ModelObject::version).orElse(0L),
                        new ModelObject(0, name, transitions, now, name, new TreeMap<>()))
                .ifPresent(
                        won -> {
                            wonAt = won.version();
                            highestEpoch = Math.max(won.version(), highestEpoch + 1);
                            session = new UUID(highestEpoch, draws.between("session", 1, 1L << 60));
                            history.granted(session);
                            records = records();
                            term = transitions;
                            deadline = now + DEADLINE;
                            renewedAt = now;
                        });
    }

    private void keep(ModelObject seen, long now) {
        if (now - renewedAt >= RENEWAL || !seen.records().equals(records)) {
            server.write(seen.version(), new ModelObject(0, name, term, now, name, records))
                    .ifPresent(
                            written -> {
                                deadline = now + DEADLINE;
                                renewedAt = now;
                            });
        }
    }

    private SortedMap<String, String> records() {
        final SortedMap<String, String> own = new TreeMap<>();
        for (String component : SimulatedReader.COMPONENTS) {
            own.put(component, record(session, name + "/" + component));
        }
        return own;
    }

    static String record(UUID session, String address) {
        return new String(
                LeaderRecord.encode(LeaderInformation.known(session, address)),
                StandardCharsets.UTF_8);
    }
}
