package dev.olapha.benchmark.profile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One call of one query.
 *
 * @param startMicros since 1970
 * @param micros how long it took; null if it had not ended
 * @param bytes what it carried; null if unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RecordedCall(
        String service,
        String operation,
        String waiting,
        String thread,
        long startMicros,
        Long micros,
        Long bytes,
        boolean failed) {

    long endMicros() {
        return startMicros + (micros == null ? 0 : micros);
    }

    RecordedOperation what() {
        return new RecordedOperation(service, operation);
    }
}
