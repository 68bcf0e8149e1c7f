package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.machine.Event;
import dev.olapha.machine.Refusal;

import java.util.Optional;
import java.util.function.Consumer;

/** A watch on its way through a {@link Link}: in order, until something of it is lost. */
final class SimulatedWatch implements ModelApiServer.Stream {

    private final VirtualTime time;
    private final ModelApiServer server;
    private final Link link;
    private final Consumer<Event<PublishedRecords>> reader;
    private final long id;

    /** Whether anything was lost: nothing that follows can pass. */
    private boolean broken;

    private boolean closed;
    private boolean heard;
    private long lastArrival;

    SimulatedWatch(
            VirtualTime time,
            ModelApiServer server,
            Link link,
            Consumer<Event<PublishedRecords>> reader,
            long id) {
        this.time = time;
        this.server = server;
        this.link = link;
        this.reader = reader;
        this.id = id;
    }

    void open(ObjectRequest request) {
        time.after(link.delay(), () -> arrive(request));
    }

    private void arrive(ObjectRequest request) {
        if (closed || link.losesOpenings()) {
            return;
        }
        final Optional<Refusal> refusal = link.refusesWatches();
        if (refusal.isPresent()) {
            pass(Event.ended(id, refusal.get()));
            return;
        }
        final Optional<Refusal> no = server.refuses(request);
        if (no.isPresent()) {
            pass(Event.ended(id, no.get()));
            return;
        }
        pass(Event.opened(id));
        server.open(request, this);
        if (link.endsWatches()) {
            server.close(this);
            ended();
        }
    }

    @Override
    public void changed(PublishedRecords state) {
        broken |= link.isSilent();
        pass(Event.changed(id, state));
    }

    @Override
    public void ended() {
        pass(Event.ended(id, Refusal.of(Refusal.Kind.UNKNOWN, "the server ended it")));
    }

    private void pass(Event<PublishedRecords> event) {
        broken |= link.loses();
        if (broken || closed) {
            return;
        }
        lastArrival = Math.max(lastArrival, time.now() + link.delay());
        final long arrival = lastArrival++;
        time.at(
                arrival,
                () -> {
                    broken |= link.loses();
                    if (!broken && !closed) {
                        reader.accept(event);
                    }
                });
    }

    boolean isHeard() {
        return heard;
    }

    void hear() {
        heard = true;
    }

    void close() {
        closed = true;
        server.close(this);
    }
}
