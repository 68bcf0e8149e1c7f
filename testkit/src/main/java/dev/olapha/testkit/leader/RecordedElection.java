package dev.olapha.testkit.leader;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderelection.LeaderInformationRegister;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Stands where Flink's {@code DefaultLeaderElectionService} stands, and remembers every grant and
 * revoke. Thread-safe.
 */
public final class RecordedElection implements LeaderElectionDriver.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A session id for each grant, empty for each revoke. */
    private final List<Optional<UUID>> events = new CopyOnWriteArrayList<>();

    private final List<Throwable> errors = new CopyOnWriteArrayList<>();

    @Override
    public void onGrantLeadership(UUID sessionId) {
        events.add(Optional.of(sessionId));
    }

    @Override
    public void onRevokeLeadership() {
        events.add(Optional.empty());
    }

    @Override
    public void onLeaderInformationChange(String componentId, LeaderInformation leader) {}

    @Override
    public void onLeaderInformationChange(LeaderInformationRegister register) {}

    @Override
    public void onError(Throwable error) {
        errors.add(error);
    }

    /** The session of the present term; empty if there is none. */
    public Optional<UUID> session() {
        final List<Optional<UUID>> seen = new ArrayList<>(events);
        return seen.isEmpty() ? Optional.empty() : seen.get(seen.size() - 1);
    }

    /** Every session that was granted, in order. */
    public List<UUID> grants() {
        final List<UUID> grants = new ArrayList<>();
        events.forEach(event -> event.ifPresent(grants::add));
        return grants;
    }

    public List<Throwable> errors() {
        return errors;
    }

    /** Waits until leadership is held and returns its session. */
    public UUID awaitGrant() {
        await("leadership").atMost(PATIENCE).until(() -> session().isPresent());
        return session().orElseThrow();
    }

    /** Waits until a session other than the given one is held. */
    public UUID awaitGrantAfter(UUID previous) {
        await("new leadership")
                .atMost(PATIENCE)
                .until(() -> session().filter(now -> !now.equals(previous)).isPresent());
        return session().orElseThrow();
    }

    public void awaitRevoke() {
        await("loss of leadership")
                .atMost(PATIENCE)
                .until(() -> !events.isEmpty() && session().isEmpty());
    }

    /** Fails unless grants and revokes came strictly in turn, beginning with a grant. */
    public void assertInTurn() {
        boolean leading = false;
        for (Optional<UUID> event : new ArrayList<>(events)) {
            assertThat(event.isPresent())
                    .as("grant expected: %s, in %s", !leading, events)
                    .isEqualTo(!leading);
            leading = event.isPresent();
        }
    }
}
