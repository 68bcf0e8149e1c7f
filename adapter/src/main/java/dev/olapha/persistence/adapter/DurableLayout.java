package dev.olapha.persistence.adapter;

import org.apache.flink.core.fs.Path;

import java.util.List;

/** Where stock Flink of one release line keeps job data. */
public final class DurableLayout {

    private final List<String> pointerNodes;
    private final List<String> statePrefixes;
    private final List<Path> resultStores;

    /**
     * @param pointerNodes the ZooKeeper nodes of pointers, below the cluster's node; the last is
     *     deleted first
     * @param statePrefixes how the names of the files begin that pointers point to
     * @param resultStores the directories of result stores that may be deleted with the cluster
     */
    public DurableLayout(
            List<String> pointerNodes, List<String> statePrefixes, List<Path> resultStores) {
        this.pointerNodes = pointerNodes;
        this.statePrefixes = statePrefixes;
        this.resultStores = resultStores;
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
