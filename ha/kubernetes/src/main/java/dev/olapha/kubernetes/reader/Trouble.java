package dev.olapha.kubernetes.reader;

import dev.olapha.machine.Action;
import dev.olapha.machine.Action.Level;
import dev.olapha.machine.Refusal;

import javax.annotation.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is said of attempts that fail: an outage once, and an obstacle to who listens. */
final class Trouble {

    /** So that a server that comes and goes does not fill the log. */
    private static final long BETWEEN_WARNINGS = 60_000_000_000L;

    /** How long a server that does not answer at the start is waited for before that is told. */
    private static final long PATIENCE = 20_000_000_000L;

    private final String object;
    private final long patience;
    private final long startedAt;

    /** What has ever been done. */
    private final Set<ObjectRequest.Kind> done = EnumSet.noneOf(ObjectRequest.Kind.class);

    private boolean warned;
    @Nullable private Long warnedAt;

    /** What the present obstacle keeps from being done; null while there is none. */
    @Nullable private ObjectRequest.Kind obstructed;

    /**
     * @param object its name, for people
     */
    Trouble(String object, long leaseNanos, long now) {
        this.object = object;
        this.patience = Math.max(PATIENCE, leaseNanos);
        this.startedAt = now;
    }

    /**
     * An attempt has failed.
     *
     * @param ceiling of the pauses, in nanoseconds
     */
    List<Action<ObjectRequest, RecordsListener>> failed(
            ObjectRequest.Kind what, Refusal why, long ceiling, long now) {
        final List<Action<ObjectRequest, RecordsListener>> due = new ArrayList<>();
        if (!warned && (warnedAt == null || now - warnedAt >= BETWEEN_WARNINGS)) {
            warned = true;
            warnedAt = now;
            due.add(
                    Action.say(
                            Level.WARN,
                            String.format(
                                    "ConfigMap %s cannot be followed (%s); trying again, every %d ms in the end. "
                                            + "Until then this process goes by what it knows.",
                                    object, why.text(), ceiling / 1_000_000)));
        }
        if (obstructed == null && obstructs(what, why, now)) {
            obstructed = what;
            due.add(Action.tell(listener -> listener.onObstacle(why)));
        }
        return due;
    }

    /**
     * Whether who listens must be told, which ends a process of Flink: what somebody must change,
     * if it was never done, at once; anything else if nothing is known after a while.
     */
    private boolean obstructs(ObjectRequest.Kind what, Refusal why, long now) {
        return why.needsSomebody() && !done.contains(what)
                || !done.contains(ObjectRequest.Kind.READ) && now - startedAt > patience;
    }

    /** This has been done. */
    List<Action<ObjectRequest, RecordsListener>> done(ObjectRequest.Kind what) {
        done.add(what);
        if (obstructed != what) {
            return List.of();
        }
        obstructed = null;
        return List.of(Action.tell(RecordsListener::onObstacleGone));
    }

    /** Nothing is missed any more. */
    List<Action<ObjectRequest, RecordsListener>> end() {
        if (!warned) {
            return List.of();
        }
        warned = false;
        return List.of(
                Action.say(Level.INFO, String.format("ConfigMap %s is watched again.", object)));
    }
}
