package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.kubernetes.reader.RecordsListener;
import dev.olapha.machine.Action;
import dev.olapha.machine.Event;
import dev.olapha.machine.Machine;
import dev.olapha.machine.Refusal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One process that reads: the product's machine, run in virtual time as its runner would, and the
 * product's watches and fences behind it.
 */
final class SimulatedReader implements Action.Performer<ObjectRequest, RecordsListener> {

    static final List<String> COMPONENTS = List.of("dispatcher", "resource_manager");

    private final Machine<ObjectRequest, PublishedRecords, RecordsListener> machine;
    private final VirtualTime time;
    private final ModelApiServer server;
    private final Link link;
    private final ReaderJudge judge;
    private final Followers followers;

    private final Set<Long> requests = new HashSet<>();
    private final Map<Long, SimulatedWatch> watches = new HashMap<>();

    /** By name; what rings is the newest of its name. */
    private final Map<String, Long> alarms = new HashMap<>();

    /** What happened while the process was paused. */
    private final List<Waiting> waiting = new ArrayList<>();

    private long pausedUntil;
    private long numbers;
    private boolean closed;

    SimulatedReader(
            Machine<ObjectRequest, PublishedRecords, RecordsListener> machine,
            VirtualTime time,
            ModelApiServer server,
            Link link,
            ReaderJudge judge,
            Followers followers) {
        this.machine = machine;
        this.time = time;
        this.server = server;
        this.link = link;
        this.judge = judge;
        this.followers = followers;
    }

    Link link() {
        return link;
    }

    ReaderJudge judge() {
        return judge;
    }

    Followers followers() {
        return followers;
    }

    void start() {
        judge.started(time.now());
        take(Event.started());
    }

    void pauseUntil(long until) {
        pausedUntil = Math.max(pausedUntil, until);
        time.at(until, this::wake);
    }

    /** Its connections are reset. */
    void cut() {
        List.copyOf(watches.values()).forEach(SimulatedWatch::ended);
    }

    boolean isPaused() {
        return time.now() < pausedUntil;
    }

    /** As the runner does: what is due goes before what has arrived. */
    private void wake() {
        if (!isPaused()) {
            judge.woke(time.now());
            final List<Waiting> turns = new ArrayList<>(waiting);
            waiting.clear();
            turns.sort(
                    Comparator.comparing((Waiting turn) -> !turn.due())
                            .thenComparing(Waiting::number));
            turns.forEach(turn -> turn.what().run());
        }
    }

    private void turn(boolean due, Runnable what) {
        if (closed) {
            return;
        }
        if (isPaused()) {
            waiting.add(new Waiting(due, numbers++, what));
        } else {
            what.run();
        }
    }

    private void take(Event<PublishedRecords> event) {
        judge.happened(event, time.now());
        machine.on(event, time.now()).forEach(action -> action.by(this));
        judge.holds(requests.size(), watches.size());
    }

    @Override
    public void send(long id, ObjectRequest request, Duration limit) {
        judge.sends(request, time.now());
        requests.add(id);
        time.after(
                limit.toNanos(),
                () -> turn(true, () -> settle(id, Event.refused(id, noAnswer(limit)))));
        if (link.loses()) {
            return;
        }
        time.after(
                link.delay(),
                () ->
                        answer(
                                id,
                                link.refusesReads()
                                        .map(why -> Event.<PublishedRecords>refused(id, why))
                                        .orElseGet(() -> Event.answered(id, server.read()))));
    }

    private void answer(long id, Event<PublishedRecords> outcome) {
        if (!link.loses()) {
            time.after(
                    link.delay(),
                    () -> {
                        if (!link.loses()) {
                            turn(false, () -> settle(id, outcome));
                        }
                    });
        }
    }

    private static Refusal noAnswer(Duration limit) {
        return Refusal.of(Refusal.Kind.UNKNOWN, "no answer within " + limit.toMillis() + " ms");
    }

    private void settle(long id, Event<PublishedRecords> outcome) {
        if (requests.remove(id)) {
            take(outcome);
        }
    }

    @Override
    public void watch(long id, ObjectRequest request, Duration limit) {
        judge.sends(request, time.now());
        final SimulatedWatch watch =
                new SimulatedWatch(
                        time, server, link, event -> turn(false, () -> tellOf(id, event)), id);
        watches.put(id, watch);
        time.after(
                limit.toNanos(),
                () ->
                        turn(
                                true,
                                () -> {
                                    if (!watch.isHeard()) {
                                        tellOf(id, Event.ended(id, noAnswer(limit)));
                                    }
                                }));
        watch.open(request);
    }

    private void tellOf(long id, Event<PublishedRecords> event) {
        final SimulatedWatch watch = watches.get(id);
        if (watch != null) {
            watch.hear();
            if (event.kind() == Event.Kind.ENDED) {
                watches.remove(id).close();
            }
            take(event);
        }
    }

    @Override
    public void unwatch(long id) {
        final SimulatedWatch watch = watches.remove(id);
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public void alarm(String name, long at) {
        final long number = numbers++;
        alarms.put(name, number);
        time.at(
                at,
                () ->
                        turn(
                                true,
                                () -> {
                                    if (alarms.remove(name, number)) {
                                        take(Event.rang(name));
                                    }
                                }));
    }

    @Override
    public void tell(Consumer<RecordsListener> call) {
        call.accept(followers);
    }

    @Override
    public void say(Action.Level level, String text) {
        judge.said(level, text, time.now());
    }

    void close() {
        closed = true;
        watches.values().forEach(SimulatedWatch::close);
        watches.clear();
    }

    private record Waiting(boolean due, long number, Runnable what) {}
}
