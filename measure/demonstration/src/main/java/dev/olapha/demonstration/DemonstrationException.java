package dev.olapha.demonstration;

/** Something that was waited for did not happen. */
final class DemonstrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemonstrationException(String message) {
        super(message);
    }
}
