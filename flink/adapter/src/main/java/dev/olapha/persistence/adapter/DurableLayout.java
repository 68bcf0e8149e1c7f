package dev.olapha.persistence.adapter;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;
import org.apache.flink.runtime.util.ZooKeeperUtils;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where stock Flink of one release line keeps job data. Immutable. */
public final class DurableLayout {

    private final List<String> pointerNodes;
    private final List<String> statePrefixes;
    private final List<Path> resultStores;

    private DurableLayout(
            List<String> pointerNodes, List<String> statePrefixes, List<Path> resultStores) {
        this.pointerNodes = pointerNodes;
        this.statePrefixes = statePrefixes;
        this.resultStores = resultStores;
    }

    /** What all lines have: checkpoints, and the results of jobs. */
    public static DurableLayout ofEveryLine(Configuration configuration) {
        return new DurableLayout(
                List.of(),
                List.of(ZooKeeperUtils.HA_STORAGE_COMPLETED_CHECKPOINT),
                ResultDirectory.deletable(
                                configuration,
                                JobResultStoreOptions.STORAGE_PATH,
                                JobResultStoreOptions.DELETE_ON_COMMIT,
                                FileSystemJobResultStore::createDefaultJobResultStorePath)
                        .stream()
                        .collect(Collectors.toUnmodifiableList()));
    }

    /**
     * Adds a store that keeps pointers in ZooKeeper. What is added last is deleted first.
     *
     * @param pointerNode below the cluster's node
     * @param statePrefix how the names of the files begin that the pointers point to
     */
    public DurableLayout withPointers(String pointerNode, String statePrefix) {
        return new DurableLayout(
                added(pointerNodes, Stream.of(pointerNode)),
                added(statePrefixes, Stream.of(statePrefix)),
                resultStores);
    }

    /**
     * Adds a store of results.
     *
     * @param directory as {@link ResultDirectory} says
     */
    public DurableLayout withResults(Optional<Path> directory) {
        return new DurableLayout(
                pointerNodes, statePrefixes, added(resultStores, directory.stream()));
    }

    private static <T> List<T> added(List<T> before, Stream<T> more) {
        return Stream.concat(before.stream(), more).collect(Collectors.toUnmodifiableList());
    }

    List<String> pointerNodes() {
        return pointerNodes;
    }

    List<String> statePrefixes() {
        return statePrefixes;
    }

    List<Path> resultStores() {
        return resultStores;
    }
}
