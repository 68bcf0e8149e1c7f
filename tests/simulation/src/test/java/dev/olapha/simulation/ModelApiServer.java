package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.machine.Refusal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An API server with one object: versions that grow with whatever else is written, conditional
 * writes, watches that tell of every change in order, and a window of versions that it remembers.
 */
final class ModelApiServer {

    private final Draws draws;
    private final Set<Stream> streams = new LinkedHashSet<>();

    /** All that the object was; empty where it was not. */
    private final List<Change> log = new ArrayList<>();

    private long revision = 100;

    /** Watches from before this version are told 410. */
    private long window;

    private Optional<ModelObject> object = Optional.empty();

    /** A lower version must not be reached again soon: others write less from then on. */
    private boolean restored;

    private boolean stale;
    private boolean forgetful;

    ModelApiServer(Draws draws) {
        this.draws = draws;
    }

    /** A watch, as the server sees it. */
    interface Stream {

        void changed(PublishedRecords state);

        void ended();
    }

    Optional<ModelObject> object() {
        return object;
    }

    /** A read without a version. */
    PublishedRecords read() {
        return object.map(ModelObject::published).orElse(PublishedRecords.missing(0));
    }

    /**
     * Writes if the object is at this version; 0 stands for none.
     *
     * @return what was written; empty for 409
     */
    Optional<ModelObject> write(long base, ModelObject content) {
        if (object.map(ModelObject::version).orElse(0L) != base) {
            return Optional.empty();
        }
        revision += draws.between("other writes", 1, restored ? 4 : 200);
        object = Optional.of(content.at(revision));
        note(object);
        return object;
    }

    void delete() {
        if (object.isPresent()) {
            revision++;
            object = Optional.empty();
            note(object);
        }
    }

    private void note(Optional<ModelObject> state) {
        final Change change = new Change(revision, state);
        log.add(change);
        if (forgetful) {
            moveOn();
        }
        List.copyOf(streams).forEach(stream -> stream.changed(change.published()));
    }

    /** Why such a watch is not opened, if it is not. */
    Optional<Refusal> refuses(ObjectRequest watch) {
        if (watch.kind() == ObjectRequest.Kind.WATCH) {
            return Optional.empty();
        }
        if (watch.version() > revision) {
            return refusal(Refusal.Kind.UNAVAILABLE, "504 Too large resource version");
        }
        return watch.version() < window
                ? refusal(Refusal.Kind.GONE, "410 too old resource version")
                : Optional.empty();
    }

    /** Opens a watch: the stream hears at once what it is behind, and then every change. */
    void open(ObjectRequest watch, Stream stream) {
        final List<Change> missed =
                watch.kind() == ObjectRequest.Kind.WATCH
                        ? first()
                        : log.stream().filter(each -> each.version() > watch.version()).toList();
        missed.forEach(change -> stream.changed(change.published()));
        streams.add(stream);
    }

    /** What a watch without a version begins with: the present, unless the cache is behind. */
    private List<Change> first() {
        if (log.isEmpty()) {
            return List.of();
        }
        final int behind = stale ? (int) draws.between("behind", 0, Math.min(5, log.size())) : 0;
        final List<Change> last = log.subList(log.size() - 1 - behind, log.size());
        return last.get(0).object().isPresent()
                ? List.copyOf(last)
                : List.copyOf(last.subList(1, last.size()));
    }

    private static Optional<Refusal> refusal(Refusal.Kind kind, String text) {
        return Optional.of(Refusal.of(kind, text));
    }

    void close(Stream stream) {
        streams.remove(stream);
    }

    void endWatches() {
        final List<Stream> ending = List.copyOf(streams);
        streams.clear();
        ending.forEach(Stream::ended);
    }

    int streams() {
        return streams.size();
    }

    /** From now on, or not any more. */
    void forget(boolean forgets) {
        forgetful = forgets;
        moveOn();
    }

    /** Others write, until the object's version is one that is not remembered. */
    private void moveOn() {
        revision++;
        window = revision;
    }

    void stale(boolean isStale) {
        stale = isStale;
    }

    /** Goes back to what it was some changes ago. */
    void restore() {
        if (log.size() > 1) {
            restored = true;
            final int kept = (int) draws.between("restored", 1, log.size());
            log.subList(kept, log.size()).clear();
            final Change last = log.get(kept - 1);
            revision = last.version();
            window = revision;
            object = last.object();
            endWatches();
        }
    }

    private record Change(long version, Optional<ModelObject> object) {

        private PublishedRecords published() {
            return object.map(ModelObject::published).orElse(PublishedRecords.missing(version));
        }
    }
}
