package dev.olapha.persistence.adapter;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where stock Flink of one release line keeps job data. Immutable. */
public final class DurableLayout {

    private final List<PointerNode> pointerNodes;
    private final List<Path> resultStores;

    private DurableLayout(List<PointerNode> pointerNodes, List<Path> resultStores) {
        this.pointerNodes = pointerNodes;
        this.resultStores = resultStores;
    }

    /** What all lines have besides checkpoints: the results of jobs. */
    public static DurableLayout ofEveryLine(Configuration configuration) {
        return new DurableLayout(
                List.of(),
                ResultDirectory.deletable(
                                configuration,
                                JobResultStoreOptions.STORAGE_PATH,
                                JobResultStoreOptions.DELETE_ON_COMMIT,
                                FileSystemJobResultStore::createDefaultJobResultStorePath)
                        .stream()
                        .collect(Collectors.toUnmodifiableList()));
    }

    /**
     * Adds a store that keeps pointers in ZooKeeper, a node for each, named with an id. What is
     * added last is deleted first.
     *
     * @param node below the cluster's node
     * @param owner whose ids they are
     */
    public DurableLayout withPointers(String node, BlobOwner owner) {
        return new DurableLayout(
                added(pointerNodes, Stream.of(new PointerNode(node, owner))), resultStores);
    }

    /**
     * Adds a store of results.
     *
     * @param directory as {@link ResultDirectory} says
     */
    public DurableLayout withResults(Optional<Path> directory) {
        return new DurableLayout(pointerNodes, added(resultStores, directory.stream()));
    }

    private static <T> List<T> added(List<T> before, Stream<T> more) {
        return Stream.concat(before.stream(), more).collect(Collectors.toUnmodifiableList());
    }

    List<PointerNode> pointerNodes() {
        return pointerNodes;
    }

    List<Path> resultStores() {
        return resultStores;
    }

    /** The parent of one store's pointers. */
    static final class PointerNode {

        private final String path;
        private final BlobOwner owner;

        private PointerNode(String path, BlobOwner owner) {
            this.path = path;
            this.owner = owner;
        }

        String path() {
            return path;
        }

        BlobOwner owner() {
            return owner;
        }
    }
}
