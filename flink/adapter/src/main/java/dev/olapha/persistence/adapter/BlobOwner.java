package dev.olapha.persistence.adapter;

import java.util.Optional;
import java.util.regex.Pattern;

/** What uploaded files belong to: Flink's blob stores keep a directory for each. */
public enum BlobOwner {
    JOB("job_"),
    APPLICATION("application_");

    /** Of an id: what is not one would name something else's directory, or all of them. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final String prefix;

    BlobOwner(String prefix) {
        this.prefix = prefix;
    }

    /** The name of a directory in a blob store; empty if that is not an id. */
    Optional<String> directory(String id) {
        return ID.matcher(id).matches() ? Optional.of(prefix + id) : Optional.empty();
    }
}
