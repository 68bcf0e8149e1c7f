package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.Optional;

/** How long it takes until the JobManager of the last term reports every slot free. */
final class AllSlots {

    private AllSlots() {}

    /**
     * @param expected how many slots the cluster has
     */
    static Optional<Duration> after(RecordedRun run, Duration moment, int expected) {
        return run.first(EventType.SLOTS, moment, event -> areAllFree(event, expected))
                .map(event -> event.at().minus(moment));
    }

    private static boolean areAllFree(Event event, int expected) {
        final int available = Integer.parseInt(event.detail("available"));
        return available == expected && event.detail("slots").equals(event.detail("available"));
    }
}
