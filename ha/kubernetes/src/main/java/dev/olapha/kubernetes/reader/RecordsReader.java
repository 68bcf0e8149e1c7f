package dev.olapha.kubernetes.reader;

import dev.olapha.kubernetes.reader.ObjectRequest.Kind;
import dev.olapha.machine.Action;
import dev.olapha.machine.Action.Level;
import dev.olapha.machine.Event;
import dev.olapha.machine.Machine;
import dev.olapha.machine.Refusal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Follows the object in which leaders publish: reads it, watches it from there, and begins anew
 * when the watch ends. While somebody leads and renews, it sends nothing.
 *
 * <ul>
 *   <li>Whatever fails is tried again after a pause that grows, however fast the answer came.
 *   <li>A watch is believed while it is heard. One that was not heard for a lease, though somebody
 *       leads or though it was never heard at all, is held against a read: if that shows something
 *       new, the watch is deaf, and another is opened.
 *   <li>What a watch tells may be old, and so may every answer to a request that names a version. A
 *       read without one is the store's own word: {@link KnownRecords}.
 *   <li>Who cannot know the leader says so ({@link Trouble}).
 * </ul>
 */
public final class RecordsReader
        implements Machine<ObjectRequest, PublishedRecords, RecordsListener> {

    private static final String AGAIN = "try again";
    private static final String SILENCE = "look for silence";
    private static final long NONE = 0;

    private final String object;
    private final ReaderTimes times;
    private final Pauses pauses;
    private final KnownRecords known;
    private final Announcements announcements;

    private Trouble trouble;
    private long lastId = NONE;

    /** The read that has not been answered; NONE if there is none. */
    private long reading = NONE;

    /** The version that was known when it was sent. */
    private long floor;

    /** The watch that stands or is being opened; NONE if there is none. */
    private long watching = NONE;

    private boolean open;
    private long openedAt;

    /** Whether the present watch has told anything since it was opened. */
    private boolean heard;

    /** Whether the version that is known is one that the API server has forgotten. */
    private boolean gone;

    /** Whether an attempt has failed, and the next is not due yet. */
    private boolean pausing;

    private List<Action<ObjectRequest, RecordsListener>> actions;
    private long now;

    /**
     * @param object its name, for people
     * @param random from 0, inclusive, to 1
     */
    public RecordsReader(String object, ReaderTimes times, DoubleSupplier random) {
        this.object = object;
        this.times = times;
        this.pauses = new Pauses(random);
        this.known = new KnownRecords(times.lease().toNanos());
        this.announcements = new Announcements(known);
    }

    @Override
    public List<Action<ObjectRequest, RecordsListener>> on(Event<PublishedRecords> event, long at) {
        now = at;
        actions = new ArrayList<>();
        take(event);
        return actions;
    }

    private void take(Event<PublishedRecords> event) {
        if (event.kind() == Event.Kind.STARTED) {
            trouble = new Trouble(object, times.lease().toNanos(), now);
            read();
        } else if (event.kind() == Event.Kind.RANG) {
            onAlarm(event.alarm());
        } else if (event.id() == reading) {
            reading = NONE;
            if (event.kind() == Event.Kind.ANSWERED) {
                onRead(event.answer());
            } else {
                onFailure(Kind.READ, event.refusal());
            }
        } else if (event.id() == watching) {
            onWatch(event);
        }
    }

    private void onAlarm(String alarm) {
        final boolean again = alarm.equals(AGAIN);
        pausing &= !again;
        // Who pauses after a failure does not ask before the pause is over.
        if (reading == NONE && !pausing && (again || open)) {
            read();
        }
        if (!again) {
            expectToHear();
        }
    }

    /** If nothing is heard until then, the store is asked. */
    private void expectToHear() {
        actions.add(Action.alarm(SILENCE, now + patience()));
    }

    /** For how long nothing need be heard. */
    private long patience() {
        final boolean renewalsAreDue = known.latest() != null && known.latest().isLed();
        final Duration usual = heard ? times.idle() : times.unheard();
        return pauses.vary(
                (renewalsAreDue || known.isRefusing() ? times.lease() : usual).toNanos());
    }

    private void read() {
        reading = ++lastId;
        floor = known.version();
        actions.add(Action.send(reading, ObjectRequest.read(), times.requestLimit()));
    }

    private void onRead(PublishedRecords answer) {
        actions.addAll(trouble.done(Kind.READ));
        final PublishedRecords before = known.latest();
        known.takeFromRead(answer, floor, now);
        actions.addAll(announcements.due());
        final boolean missed = before == null || !before.isSameStateAs(known.latest());
        if (watching != NONE && missed) {
            actions.add(Action.unwatch(watching));
            watching = NONE;
        }
        if (watching == NONE) {
            watch();
        } else if (open) {
            assure();
        }
    }

    /** The store has just shown that nothing is missed. */
    private void assure() {
        expectToHear();
        actions.addAll(trouble.end());
    }

    private void watch() {
        watching = ++lastId;
        open = false;
        heard = false;
        actions.add(
                Action.watch(
                        watching,
                        gone || !known.latest().exist()
                                ? ObjectRequest.watch()
                                : ObjectRequest.watchFrom(known.version()),
                        times.requestLimit()));
    }

    private void onWatch(Event<PublishedRecords> event) {
        switch (event.kind()) {
            case OPENED:
                onOpened();
                break;
            case HEARD:
                onHeard();
                break;
            case CHANGED:
                onChange(event.answer());
                onHeard();
                break;
            default:
                onEnd(event.refusal());
        }
    }

    private void onOpened() {
        open = true;
        openedAt = now;
        actions.addAll(trouble.done(Kind.WATCH));
        assure();
    }

    private void onHeard() {
        heard = true;
        resetPauses();
        if (!known.isRefusing()) {
            expectToHear();
        }
    }

    /** Not as soon as a watch was opened: it may end at once, again and again. */
    private void resetPauses() {
        if (open && !pausing && reading == NONE && now - openedAt > times.lease().toNanos()) {
            pauses.reset();
        }
    }

    private void onChange(PublishedRecords change) {
        final long before = known.version();
        if (known.takeFromWatch(change, now)) {
            gone &= known.version() == before;
            actions.addAll(announcements.due());
        } else if (!pausing) {
            tryAgain(times.longestPause());
        }
    }

    private void onEnd(Refusal why) {
        watching = NONE;
        resetPauses();
        final boolean versionIsGone = why.kind() == Refusal.Kind.GONE && !gone;
        gone |= versionIsGone;
        if (open || versionIsGone) {
            actions.add(Action.say(Level.DEBUG, "The watch of " + object + " ended: " + why));
            tryAgain(times.longestPause());
        } else {
            onFailure(Kind.WATCH, why);
        }
        open = false;
    }

    private void onFailure(Kind what, Refusal why) {
        final Duration ceiling =
                why.needsSomebody() ? times.longestPauseIfNotAllowed() : times.longestPause();
        tryAgain(ceiling);
        actions.addAll(trouble.failed(what, why, ceiling.toNanos(), now));
    }

    private void tryAgain(Duration ceiling) {
        pausing = true;
        actions.add(Action.alarm(AGAIN, now + pauses.next(times.longestPause(), ceiling)));
    }
}
