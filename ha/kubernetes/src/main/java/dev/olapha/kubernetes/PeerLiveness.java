package dev.olapha.kubernetes;

import dev.olapha.config.OlapHaOptions;
import dev.olapha.liveness.LivenessEndpoint;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.Optional;

/**
 * Shows others that this process lives while it leads, and watches whoever leads while it does not.
 * Every method but {@link #close} sends requests and throws {@link KubernetesClientException} if
 * they fail. On the thread of {@link LivenessLoop} only.
 */
final class PeerLiveness {

    private static final Logger LOG = LoggerFactory.getLogger(PeerLiveness.class);

    /** Who leads for so long has not been replaced, whatever the announcement says. */
    private static final int REFUSALS = 10;

    private final KubernetesConnection connection;
    private final Optional<LivenessEndpoint> endpoint;
    private final HolderWatch holderWatch;
    private boolean takesPart;

    /** The term for which this process was announced last; null for none. */
    @Nullable private Term announced;

    /** How often a later term's announcement has kept this process from announcing itself. */
    private int refusals;

    /**
     * @param endpoint where peers see whether this process lives; nothing if this process neither
     *     shows it nor watches others
     */
    PeerLiveness(
            KubernetesConnection connection,
            Optional<LivenessEndpoint> endpoint,
            HolderWatch holderWatch) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.holderWatch = holderWatch;
    }

    /** Finds out whether the API server allows it; without that nothing is shown or watched. */
    void enter() {
        takesPart = endpoint.isPresent() && mayAnnounce();
    }

    private boolean mayAnnounce() {
        final String secret = connection.announcement().name();
        final boolean refused = connection.permissions().isRefusedOnSecret(secret);
        if (refused) {
            LOG.warn(
                    "The API server does not allow get and update of Secret '{}' (403): a dead leader is "
                            + "replaced after its lease and not at once. Allow it, or set '{}' to false.",
                    secret,
                    OlapHaOptions.LIVENESS_ENABLED.key());
        }
        return !refused;
    }

    /**
     * Does what is due.
     *
     * @param term of this process; null if it does not lead
     * @return whether it must be done again soon
     */
    boolean update(@Nullable Term term) {
        if (!takesPart) {
            return false;
        }
        if (term == null) {
            final LockState seen = connection.observed().latest();
            return holderWatch.follow(seen == null ? "" : seen.record().holder());
        }
        holderWatch.follow("");
        if (term == announced) {
            return false;
        }
        if (announce(term)) {
            announced = term;
            refusals = 0;
        } else if (++refusals >= REFUSALS) {
            LOG.info(
                    "Secret '{}' is of a later term than that of the leader, as after a restored backup; it is emptied.",
                    connection.announcement().name());
            connection.announcement().clear();
        }
        return term != announced;
    }

    private boolean announce(Term term) {
        return connection
                .announcement()
                .write(connection.identity(), term.wonWith(), endpoint.orElseThrow());
    }

    void close() {
        holderWatch.close();
    }
}
