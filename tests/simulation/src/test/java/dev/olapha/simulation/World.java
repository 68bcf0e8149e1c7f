package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.kubernetes.reader.ReaderTimes;
import dev.olapha.kubernetes.reader.RecordsListener;
import dev.olapha.kubernetes.reader.RecordsReader;
import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.MalformedLeaderRecordException;
import dev.olapha.machine.Machine;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One run of a schedule: two JobManagers, some readers, an API server, and what goes wrong. */
final class World {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    /**
     * After the last fault a leader needs a lease; a reader then what remains of its longest pause
     * (30 s and a quarter) or of the minute for which silence is believed while nobody leads, a
     * lease until it holds a watch against a read, and two more until a lower epoch is confirmed.
     */
    private static final long PROGRESS = 170 * SECOND;

    private static final long REST = 30 * SECOND;

    private final Schedule schedule;
    private final Draws draws;
    private final VirtualTime time;
    private final ModelApiServer server;
    private final History history = new History();
    private final List<ScriptedLeader> leaders = new ArrayList<>();
    private final List<SimulatedReader> readers = new ArrayList<>();
    private final Faults faults;

    World(
            Schedule schedule,
            UnaryOperator<Machine<ObjectRequest, PublishedRecords, RecordsListener>> mutation,
            Counters counters)
            throws Exception {
        this.schedule = schedule;
        this.draws = new Draws(schedule.seed());
        this.time = new VirtualTime(draws);
        this.server = new ModelApiServer(draws);
        for (String name : List.of("a", "b")) {
            leaders.add(new ScriptedLeader(name, server, history, draws));
        }
        final ReaderTimes times =
                ReaderTimes.of(
                        Duration.ofNanos(ScriptedLeader.LEASE),
                        Duration.ofMillis(2_666),
                        Duration.ofSeconds(2));
        for (int number = 0; number < schedule.readers(); number++) {
            final String jitter = "jitter " + number;
            readers.add(
                    new SimulatedReader(
                            mutation.apply(
                                    new RecordsReader("lock", times, () -> draws.next(jitter))),
                            time,
                            server,
                            new Link(draws, number),
                            new ReaderJudge(counters),
                            new Followers(history, counters)));
        }
        this.faults = new Faults(time, server, history, draws, leaders, readers);
    }

    /**
     * @throws Violation at the first thing that must hold and does not
     */
    void run() {
        for (ScriptedLeader leader : leaders) {
            time.after(draws.between("leader starts", 0, 20 * SECOND), () -> act(leader));
        }
        for (SimulatedReader reader : readers) {
            time.after(draws.between("reader starts", 0, 20 * SECOND), reader::start);
        }
        schedule.faults().forEach(faults::plan);
        time.after(SECOND, this::checkTold);
        final long settled = Math.max(schedule.lastFaultEnds() * MILLI, 20 * SECOND) + PROGRESS;
        time.runUntil(settled);
        readers.forEach(this::checkObeys);
        time.runUntil(settled + REST);
        readers.forEach(reader -> reader.judge().checkAtRest(settled));
        readers.forEach(SimulatedReader::close);
        if (server.streams() > 0) {
            throw new Violation(Rule.NOTHING_LEFT, server.streams() + " watches after the end");
        }
    }

    /** Less than a second between two looks stands for the leader's own watch. */
    private void act(ScriptedLeader leader) {
        leader.act(time.now());
        time.after(draws.between("leader looks", 500 * MILLI, 900 * MILLI), () -> act(leader));
    }

    private void checkTold() {
        readers.forEach(
                reader ->
                        reader.judge()
                                .checkTold(
                                        time.now(),
                                        reader.isPaused(),
                                        reader.followers().isObstructed()));
        time.after(SECOND, this::checkTold);
    }

    private void checkObeys(SimulatedReader reader) {
        for (String component : SimulatedReader.COMPONENTS) {
            final Optional<LeaderInformation> published = published(component);
            if (published.isEmpty()) {
                throw new IllegalStateException("No leader in the end: the model is wrong.");
            }
            final LeaderInformation obeyed = reader.followers().obeyed(component);
            if (!published.get().equals(obeyed)) {
                throw new Violation(
                        Rule.PROGRESS,
                        String.format(
                                "%s obeys %s, and %s leads", component, obeyed, published.get()));
            }
        }
    }

    private Optional<LeaderInformation> published(String component) {
        return server.object()
                .filter(object -> object.isHeldBy(object.recordsOf()))
                .map(object -> object.records().get(component))
                .map(World::decode);
    }

    private static LeaderInformation decode(String record) {
        try {
            return LeaderRecord.decode(record);
        } catch (MalformedLeaderRecordException e) {
            return LeaderInformation.empty();
        }
    }
}
