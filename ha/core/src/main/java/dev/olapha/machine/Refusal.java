package dev.olapha.machine;

import java.time.Duration;

/** Why a request has no answer, or a watch came to its end. */
public final class Refusal {

    private final Kind kind;
    private final String text;

    private Refusal(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    public static Refusal of(Kind kind, String text) {
        return new Refusal(kind, text);
    }

    static Refusal noAnswerWithin(Duration limit) {
        return of(Kind.UNKNOWN, "no answer within " + limit.toMillis() + " ms");
    }

    static Refusal nobodyToSend() {
        return of(Kind.UNKNOWN, "all request threads are stuck");
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the answer stays the same until a person has changed something. */
    public boolean needsSomebody() {
        return kind == Kind.NOT_ALLOWED || kind == Kind.NOT_FOUND;
    }

    /** For people; never a secret. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return kind + " (" + text + ")";
    }

    /** What follows from a refusal. */
    public enum Kind {
        /** This process may not, or is not known: until somebody changes that. */
        NOT_ALLOWED,
        NOT_FOUND,
        /** The store has forgotten the version that was named. */
        GONE,
        /** The store answers, but not this now. */
        UNAVAILABLE,
        /** No answer: what was asked for may have been done. */
        UNKNOWN
    }
}
