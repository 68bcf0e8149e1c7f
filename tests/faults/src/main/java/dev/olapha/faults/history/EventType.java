package dev.olapha.faults.history;

/** What can stand in a {@link History}. The details that an event carries are named in brackets. */
public enum EventType {
    /** The fault begins now [text]. */
    FAULT,
    /** The fault is over, as far as the suite undoes it [text]. */
    HEALED,
    /** Something worth a line in the timeline [text]. */
    NOTE,

    /** A process was started by the suite [run]. */
    PROCESS_STARTED,
    /** A JobManager serves REST, led or not. */
    PROCESS_READY,
    /** A process has ended; by itself unless {@link #PROCESS_SIGNALLED} stands before [exit]. */
    PROCESS_ENDED,
    /** The suite sent a signal [signal]. */
    PROCESS_SIGNALLED,

    /** A process took part in the election and won [session, epoch]. */
    LEADERSHIP_GRANTED,
    /** A process gave up leading [session, epoch]. */
    LEADERSHIP_REVOKED,
    /** A process learned that its connection to the store is interrupted [text]. */
    STORE_CONNECTION_LOST,

    /** The store says that a candidate entered the election [candidate]. */
    CANDIDATE_ENTERED,
    /** The store says that a candidate is gone [candidate]. */
    CANDIDATE_GONE,
    /** The store holds a leader's record [component, session, epoch, address]. */
    RECORD_PUBLISHED,
    /** The store holds no leader's record [component]. */
    RECORD_GONE,
    /** The store holds something else in the record's place [component, reason]. */
    RECORD_UNREADABLE,

    /** A TaskManager turned to a leader, or a job was registered by one [session, epoch]. */
    LEADER_FOLLOWED,
    /** A TaskManager was registered by the leader it follows. */
    TASKMANAGER_REGISTERED,
    /** A TaskManager accepted a request for a slot from a leader [session, epoch, job]. */
    SLOT_REQUEST_ACCEPTED,
    /** A process refused a leader older than one it has seen [component, epoch]. */
    LEADER_REFUSED,

    /** A client is about to submit a query [query]. */
    QUERY_SUBMITTED,
    /** The cluster accepted a query [query]. */
    QUERY_ACCEPTED,
    /** Every task of a query runs [query]. */
    QUERY_RUNNING,
    /** A client has the result of a query [query]. */
    QUERY_FINISHED,
    /** A client was told that a query has not succeeded and will not [query, answer]. */
    QUERY_FAILED,
    /** The suite cancelled the query: it had survived [query]. */
    QUERY_WITHDRAWN,

    /** What a JobManager's REST API says [taskManagers, slots, available]. */
    SLOTS,
    /** A figure was taken [name, value]. */
    GAUGE,
    /** A process's log says that its disk is full. */
    DISK_FULL_LOGGED,
    /** A job's class was loaded from hostile bytes, or the like [text]. */
    DESERIALIZED,
    /** Something that ought to be gone is still there [path]. */
    LEFTOVER,
    /** A secret was shown [place]. */
    SECRET_SHOWN
}
