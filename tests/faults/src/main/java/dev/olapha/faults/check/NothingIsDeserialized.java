package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** S: bytes that others can write are never turned into objects. */
final class NothingIsDeserialized implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        return run.all(EventType.DESERIALIZED)
                .map(event -> "S: %s deserialized hostile bytes".formatted(event.process()))
                .toList();
    }
}
