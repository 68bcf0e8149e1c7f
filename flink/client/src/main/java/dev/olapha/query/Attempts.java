package dev.olapha.query;

import org.apache.flink.api.common.JobID;

import java.util.ArrayList;
import java.util.List;

/** The job ids of a query's attempts. Thread-safe. */
final class Attempts {

    private final List<JobID> ids = new ArrayList<>();
    private final String name;

    Attempts(JobID first, String name) {
        this.name = name;
        ids.add(first);
    }

    synchronized JobID id(int attempt) {
        return ids.get(attempt - 1);
    }

    synchronized JobID present() {
        return ids.get(ids.size() - 1);
    }

    /** A random id: a leader that led before may remember the one before. */
    synchronized JobID addOne() {
        final JobID id = JobID.generate();
        ids.add(id);
        return id;
    }

    /** The name under which an attempt's job is seen. */
    synchronized String name(int attempt) {
        return attempt == 1 ? name : name + " (re-run " + (attempt - 1) + " of " + ids.get(0) + ")";
    }
}
