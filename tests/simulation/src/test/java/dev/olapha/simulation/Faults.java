package dev.olapha.simulation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Lets the faults of a schedule happen, and end. */
final class Faults {

    private static final long MILLI = 1_000_000L;

    private final VirtualTime time;
    private final ModelApiServer server;
    private final History history;
    private final Draws draws;
    private final List<ScriptedLeader> leaders;
    private final List<SimulatedReader> readers;

    Faults(
            VirtualTime time,
            ModelApiServer server,
            History history,
            Draws draws,
            List<ScriptedLeader> leaders,
            List<SimulatedReader> readers) {
        this.time = time;
        this.server = server;
        this.history = history;
        this.draws = draws;
        this.leaders = leaders;
        this.readers = readers;
    }

    void plan(Fault fault) {
        time.at(fault.at() * MILLI, () -> begin(fault));
        time.at(fault.end() * MILLI, () -> end(fault));
    }

    private void begin(Fault fault) {
        switch (fault.kind()) {
            case FREEZE, SILENCE, NO_OPENING, SLOW, REFUSE_ALL, REFUSE_WATCHES -> {
                if (fault.reader() < readers.size()) {
                    readers.get(fault.reader()).link().begin(fault);
                }
            }
            case CUT -> {
                if (fault.reader() < readers.size()) {
                    readers.get(fault.reader()).link().begin(fault);
                    readers.get(fault.reader()).cut();
                }
            }
            case FAIL_ALL, FAIL_WATCHES -> readers.forEach(reader -> reader.link().begin(fault));
            case END_WATCHES -> {
                readers.forEach(reader -> reader.link().begin(fault));
                server.endWatches();
            }
            case FORGET -> server.forget(true);
            case STALE -> server.stale(true);
            case RESTORE -> {
                history.restored();
                server.restore();
            }
            case DELETE -> server.delete();
            case FORGE -> change("dispatcher", forged(fault));
            case GARBLE -> change("dispatcher", "garbage " + fault.flavour());
            case KILL_LEADER -> struck().ifPresent(leader -> leader.kill(fault.end() * MILLI));
            case PAUSE_LEADER -> struck().ifPresent(leader -> pause(leader, fault));
            case STOCK -> stock(fault);
            case PAUSE_READER -> {
                if (fault.reader() < readers.size()) {
                    readers.get(fault.reader()).pauseUntil(fault.end() * MILLI);
                }
            }
        }
    }

    private void end(Fault fault) {
        readers.forEach(reader -> reader.link().end(fault));
        switch (fault.kind()) {
            case FORGET -> server.forget(false);
            case STALE -> server.stale(false);
            default -> {}
        }
    }

    private Optional<ScriptedLeader> struck() {
        return leaders.stream().filter(ScriptedLeader::leads).findFirst();
    }

    /** What it was about to write when it was paused arrives when it wakes. */
    private void pause(ScriptedLeader leader, Fault fault) {
        leader.pauseUntil(fault.end() * MILLI);
        server.object()
                .ifPresent(
                        before ->
                                time.at(
                                        fault.end() * MILLI,
                                        () -> server.write(before.version(), before)));
    }

    /** Renews as long as the fault lasts, and then no more. */
    private void stock(Fault fault) {
        if (time.now() < fault.end() * MILLI) {
            server.object()
                    .ifPresent(
                            object ->
                                    server.write(
                                            object.version(),
                                            new ModelObject(
                                                    0,
                                                    "stock",
                                                    object.isHeldBy("stock")
                                                            ? object.transitions()
                                                            : object.transitions() + 1,
                                                    time.now(),
                                                    object.recordsOf(),
                                                    object.records())));
            time.after(ScriptedLeader.RENEWAL, () -> stock(fault));
        }
    }

    private void change(String component, String record) {
        server.object()
                .ifPresent(
                        object -> {
                            final SortedMap<String, String> records =
                                    new TreeMap<>(object.records());
                            records.put(component, record);
                            server.write(object.version(), object.with(records));
                        });
    }

    /** Just above the leader's, or above everything. */
    private String forged(Fault fault) {
        final long version = server.object().map(ModelObject::version).orElse(0L);
        final long epoch = fault.flavour() % 2 == 0 ? version : Long.MAX_VALUE - fault.flavour();
        return ScriptedLeader.record(
                new UUID(epoch, draws.between("forged", 1, 1L << 60)), "forger");
    }
}
