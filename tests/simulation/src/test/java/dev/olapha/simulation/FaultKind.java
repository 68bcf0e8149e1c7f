package dev.olapha.simulation;

/** What can go wrong. Each lasts for its time; {@code one reader} means the one it is about. */
enum FaultKind {
    FREEZE("the connections of one reader freeze without a reset, new ones too"),
    CUT("one reader is cut off: its connections are refused"),
    SILENCE("watches of one reader stand and tell nothing more, also those that are opened"),
    NO_OPENING("watches of one reader are not answered when they are opened"),
    SLOW("messages of one reader take up to twice the limit of a request"),
    REFUSE_ALL("the API server refuses one reader everything: 401, 403"),
    REFUSE_WATCHES("the API server refuses one reader watches: 403, 404"),
    FAIL_ALL("the API server answers 429, 500 or 503 to everything"),
    FAIL_WATCHES("the API server answers 429, 500 or 503 to watches"),
    END_WATCHES("all watches end, and end again as soon as they are opened"),
    FORGET("the API server forgets all versions but the newest: 410"),
    STALE("watches without a version begin in the past, from a cache that is behind"),
    RESTORE("the API server is restored from a backup"),
    DELETE("somebody deletes the object"),
    FORGE("somebody writes a record with an epoch above the leader's"),
    GARBLE("somebody writes a record that nobody can read"),
    KILL_LEADER("the leader dies"),
    PAUSE_LEADER("the leader is paused, and writes once more when it wakes"),
    STOCK("stock Flink holds the lock, without records that count"),
    PAUSE_READER("one reader is paused");

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
