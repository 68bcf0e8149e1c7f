package dev.olapha.testkit.process;

/** A cluster did not start, or did not get into the state that was waited for. */
public final class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClusterException(String message) {
        super(message);
    }
}
