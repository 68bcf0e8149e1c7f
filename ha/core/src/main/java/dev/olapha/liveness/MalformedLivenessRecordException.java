package dev.olapha.liveness;

/** What was read is not a liveness record. The message does not repeat it. */
public final class MalformedLivenessRecordException extends Exception {

    private static final long serialVersionUID = 1;

    public MalformedLivenessRecordException(String message) {
        super(message);
    }
}
