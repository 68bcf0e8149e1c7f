package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.kubernetes.reader.RecordsListener;
import dev.olapha.machine.Event;
import dev.olapha.machine.Machine;
import dev.olapha.machine.Refusal;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.time.Duration;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Faults that readers had, put back around the machine that has them no more. */
enum Mutant implements UnaryOperator<Machine<ObjectRequest, PublishedRecords, RecordsListener>> {
    GONE_IN_A_LOOP("410 in a tight loop", GoneInALoop::new),
    SILENT_WATCH("a watch that says nothing is believed", SilentWatch::new),
    OPENING_NEVER_ANSWERED("an opening is awaited without a limit", EndlessOpening::new),
    TOLD_NOBODY("an error is told to nobody", ToldNobody::new),
    LOWER_VERSIONS_DROPPED("lower versions are dropped for ever", LowerVersionsDropped::new);

    private final String fault;
    private final UnaryOperator<Machine<ObjectRequest, PublishedRecords, RecordsListener>>
            rewriting;

    Mutant(
            String fault,
            UnaryOperator<Machine<ObjectRequest, PublishedRecords, RecordsListener>> rewriting) {
        this.fault = fault;
        this.rewriting = rewriting;
    }

    String fault() {
        return fault;
    }

    @Override
    public Machine<ObjectRequest, PublishedRecords, RecordsListener> apply(
            Machine<ObjectRequest, PublishedRecords, RecordsListener> machine) {
        return rewriting.apply(machine);
    }

    /** Watches from the version that it has read, whatever it is told, and without a pause. */
    private static final class GoneInALoop extends Rewriting {

        private long version;
        private boolean gone;

        private GoneInALoop(Machine<ObjectRequest, PublishedRecords, RecordsListener> machine) {
            super(machine);
        }

        @Override
        Event<PublishedRecords> heard(Event<PublishedRecords> event) {
            if (event.answer() != null) {
                version = event.answer().version();
            }
            gone = event.refusal() != null && event.refusal().kind() == Refusal.Kind.GONE;
            return event;
        }

        @Override
        public void watch(long id, ObjectRequest request, Duration limit) {
            super.watch(id, version > 0 ? ObjectRequest.watchFrom(version) : request, limit);
        }

        @Override
        public void alarm(String name, long at) {
            super.alarm(name, gone ? now() : at);
        }
    }

    /** As a watch that a firewall has forgotten: what is not heard has not happened. */
    private static final class SilentWatch extends Rewriting {

        private SilentWatch(Machine<ObjectRequest, PublishedRecords, RecordsListener> machine) {
            super(machine);
        }

        @Override
        public void alarm(String name, long at) {
            if (!name.equals("look for silence")) {
                super.alarm(name, at);
            }
        }
    }

    private static final class EndlessOpening extends Rewriting {

        private EndlessOpening(Machine<ObjectRequest, PublishedRecords, RecordsListener> machine) {
            super(machine);
        }

        @Override
        public void watch(long id, ObjectRequest request, Duration limit) {
            super.watch(id, request, Duration.ofDays(1));
        }
    }

    private static final class ToldNobody extends Rewriting {

        private ToldNobody(Machine<ObjectRequest, PublishedRecords, RecordsListener> machine) {
            super(machine);
        }

        @Override
        public void tell(Consumer<RecordsListener> call) {
            super.tell(listener -> call.accept(new WithoutErrors(listener)));
        }
    }

    /** Answers with what is known already, where the store answers with less. */
    private static final class LowerVersionsDropped extends Rewriting {

        private PublishedRecords highest = PublishedRecords.missing(0);

        private LowerVersionsDropped(
                Machine<ObjectRequest, PublishedRecords, RecordsListener> machine) {
            super(machine);
        }

        @Override
        Event<PublishedRecords> heard(Event<PublishedRecords> event) {
            if (event.answer() == null) {
                return event;
            }
            if (event.answer().version() >= highest.version()) {
                highest = event.answer();
            }
            return event.kind() == Event.Kind.ANSWERED
                    ? Event.answered(event.id(), highest)
                    : Event.changed(event.id(), highest);
        }
    }

    private static final class WithoutErrors implements RecordsListener {

        private final RecordsListener listener;

        private WithoutErrors(RecordsListener listener) {
            this.listener = listener;
        }

        @Override
        public void onLeaders(SortedMap<String, LeaderInformation> leaders) {
            listener.onLeaders(leaders);
        }

        @Override
        public void onEpochsVoid() {
            listener.onEpochsVoid();
        }

        @Override
        public void onObstacle(Refusal refusal) {}

        @Override
        public void onObstacleGone() {}
    }
}
