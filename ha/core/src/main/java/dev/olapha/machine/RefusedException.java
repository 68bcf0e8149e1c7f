package dev.olapha.machine;

/** A request was refused in a way that a machine knows. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal, Throwable cause) {
        super(refusal.toString(), cause);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
