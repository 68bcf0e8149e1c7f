package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** X: no secret in logs or REST answers. */
final class NoSecretIsShown implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        return run.all(EventType.SECRET_SHOWN)
                .map(
                        event ->
                                "X: %s shows a secret in %s"
                                        .formatted(event.process(), event.detail("place")))
                .toList();
    }
}
