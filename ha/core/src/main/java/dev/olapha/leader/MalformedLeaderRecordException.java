package dev.olapha.leader;

/** The bytes of a leader record are not what this version writes. */
public final class MalformedLeaderRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedLeaderRecordException(String message) {
        super(message);
    }
}
