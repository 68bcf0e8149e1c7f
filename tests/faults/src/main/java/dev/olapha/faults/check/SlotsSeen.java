package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** The leader has had so many slots after the fault: otherwise the run proves nothing. */
public final class SlotsSeen implements Rule {

    private final int slots;

    public SlotsSeen(int slots) {
        this.slots = slots;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        return run.first(
                                EventType.SLOTS,
                                run.fault(),
                                event -> event.detail("slots").equals(Integer.toString(slots)))
                        .isPresent()
                ? List.of()
                : List.of("the leader never had %d slots".formatted(slots));
    }
}
