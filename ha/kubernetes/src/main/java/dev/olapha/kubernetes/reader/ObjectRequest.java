package dev.olapha.kubernetes.reader;

/** A request for the object in which leaders publish. */
public final class ObjectRequest {

    private static final long NO_VERSION = -1;

    private final Kind kind;
    private final long version;

    private ObjectRequest(Kind kind, long version) {
        this.kind = kind;
        this.version = version;
    }

    /** The object as it is now: without a version, so that no cache may answer. */
    public static ObjectRequest read() {
        return new ObjectRequest(Kind.READ, NO_VERSION);
    }

    /** The object as it is, if there is one, and every change after that. */
    public static ObjectRequest watch() {
        return new ObjectRequest(Kind.WATCH, NO_VERSION);
    }

    /** Every change after that version. */
    public static ObjectRequest watchFrom(long version) {
        return new ObjectRequest(Kind.WATCH_FROM, version);
    }

    public Kind kind() {
        return kind;
    }

    /** With {@link Kind#WATCH_FROM}. */
    public long version() {
        return version;
    }

    @Override
    public String toString() {
        return kind + (kind == Kind.WATCH_FROM ? " " + version : "");
    }

    /** What is asked. */
    public enum Kind {
        READ,
        WATCH,
        WATCH_FROM
    }
}
