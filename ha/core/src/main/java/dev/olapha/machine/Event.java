package dev.olapha.machine;

import javax.annotation.Nullable;

/**
 * Something that happened, for a {@link Machine}.
 *
 * @param <A> answers to requests
 */
public final class Event<A> {

    private final Kind kind;
    private final long id;
    @Nullable private final A answer;
    @Nullable private final Refusal refusal;
    private final String alarm;

    private Event(Kind kind, long id, @Nullable A answer, @Nullable Refusal refusal, String alarm) {
        this.kind = kind;
        this.id = id;
        this.answer = answer;
        this.refusal = refusal;
        this.alarm = alarm;
    }

    public static <A> Event<A> started() {
        return new Event<>(Kind.STARTED, 0, null, null, "");
    }

    public static <A> Event<A> answered(long id, A answer) {
        return new Event<>(Kind.ANSWERED, id, answer, null, "");
    }

    public static <A> Event<A> refused(long id, Refusal refusal) {
        return new Event<>(Kind.REFUSED, id, null, refusal, "");
    }

    public static <A> Event<A> opened(long id) {
        return new Event<>(Kind.OPENED, id, null, null, "");
    }

    public static <A> Event<A> changed(long id, A answer) {
        return new Event<>(Kind.CHANGED, id, answer, null, "");
    }

    public static <A> Event<A> heard(long id) {
        return new Event<>(Kind.HEARD, id, null, null, "");
    }

    public static <A> Event<A> ended(long id, Refusal refusal) {
        return new Event<>(Kind.ENDED, id, null, refusal, "");
    }

    public static <A> Event<A> rang(String alarm) {
        return new Event<>(Kind.RANG, 0, null, null, alarm);
    }

    public Kind kind() {
        return kind;
    }

    /** Of the request or watch. */
    public long id() {
        return id;
    }

    /** With {@link Kind#ANSWERED} and {@link Kind#CHANGED}. */
    @Nullable
    public A answer() {
        return answer;
    }

    /** With {@link Kind#REFUSED} and {@link Kind#ENDED}. */
    @Nullable
    public Refusal refusal() {
        return refusal;
    }

    /** With {@link Kind#RANG}. */
    public String alarm() {
        return alarm;
    }

    @Override
    public String toString() {
        return kind
                + (id == 0 ? "" : " " + id)
                + (answer == null ? "" : " " + answer)
                + (refusal == null ? "" : " " + refusal)
                + (alarm.isEmpty() ? "" : " " + alarm);
    }

    /** What can happen. */
    public enum Kind {
        /** First of all. */
        STARTED,
        /** A request's answer. */
        ANSWERED,
        /** A request has no answer. */
        REFUSED,
        /** A watch stands. */
        OPENED,
        /** A watch tells of a change. */
        CHANGED,
        /** A watch shows that it stands, and tells nothing. */
        HEARD,
        /** A watch stands no more, or was never opened. */
        ENDED,
        RANG
    }
}
