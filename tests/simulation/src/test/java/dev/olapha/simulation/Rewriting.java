package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.kubernetes.reader.RecordsListener;
import dev.olapha.machine.Action;
import dev.olapha.machine.Action.Level;
import dev.olapha.machine.Action.Performer;
import dev.olapha.machine.Event;
import dev.olapha.machine.Machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Passes on what a machine hears and wants done; a {@link Mutant} changes a part of it. */
class Rewriting
        implements Machine<ObjectRequest, PublishedRecords, RecordsListener>,
                Performer<ObjectRequest, RecordsListener> {

    private final Machine<ObjectRequest, PublishedRecords, RecordsListener> machine;

    private Performer<ObjectRequest, RecordsListener> next;
    private long now;

    Rewriting(Machine<ObjectRequest, PublishedRecords, RecordsListener> machine) {
        this.machine = machine;
    }

    @Override
    public List<Action<ObjectRequest, RecordsListener>> on(Event<PublishedRecords> event, long at) {
        now = at;
        final List<Action<ObjectRequest, RecordsListener>> rewritten = new ArrayList<>();
        for (Action<ObjectRequest, RecordsListener> action : machine.on(heard(event), at)) {
            rewritten.add(
                    performer -> {
                        next = performer;
                        action.by(this);
                    });
        }
        return rewritten;
    }

    Event<PublishedRecords> heard(Event<PublishedRecords> event) {
        return event;
    }

    long now() {
        return now;
    }

    @Override
    public void send(long id, ObjectRequest request, Duration limit) {
        next.send(id, request, limit);
    }

    @Override
    public void watch(long id, ObjectRequest request, Duration limit) {
        next.watch(id, request, limit);
    }

    @Override
    public void unwatch(long id) {
        next.unwatch(id);
    }

    @Override
    public void alarm(String name, long at) {
        next.alarm(name, at);
    }

    @Override
    public void tell(Consumer<RecordsListener> call) {
        next.tell(call);
    }

    @Override
    public void say(Level level, String text) {
        next.say(level, text);
    }
}
