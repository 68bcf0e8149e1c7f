package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Std: the slots of lost queries are free within a time. */
public final class SlotsAreFree implements Rule {

    private final Function<RecordedRun, Duration> beginning;
    private final Duration limit;
    private final int slots;

    /**
     * @param beginning from when the time counts
     * @param slots how many the cluster has
     */
    public SlotsAreFree(Function<RecordedRun, Duration> beginning, Duration limit, int slots) {
        this.beginning = beginning;
        this.limit = limit;
        this.slots = slots;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        return AllSlots.after(run, beginning.apply(run), slots)
                .map(
                        after ->
                                after.compareTo(limit) <= 0
                                        ? List.<String>of()
                                        : List.of(
                                                "Std: all %d slots were free after %s, allowed are %s"
                                                        .formatted(
                                                                slots,
                                                                Seconds.of(after),
                                                                Seconds.of(limit))))
                .orElse(List.of("Std: the %d slots were not all free again".formatted(slots)));
    }
}
