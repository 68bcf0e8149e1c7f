package dev.olapha.faults.row;

import dev.olapha.faults.store.StoreKind;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All rows, in the order of their numbers. */
public final class Rows {

    private static final List<Row> ALL =
            List.of(
                    new LeaderTerminated(),
                    new LeaderKilled(),
                    new AllJobManagersKilled(),
                    new KilledBeforePublishing(),
                    new LeaderPausedBriefly(),
                    new LeaderPausedLong(),
                    new TaskManagerPaused(),
                    new TaskManagerKilled(),
                    new LeaderCutOffFromStore(),
                    new StandbyCutOffFromStore(),
                    new TaskManagerCutOffFromStore(),
                    new LeaderCutOffFromTaskManagers(),
                    new StoreLeaderKilled(),
                    new StoreQuorumLost(),
                    new SessionKilledOnServer(),
                    new StoreRestartedNodeByNode(),
                    new StoreFarAway(),
                    new RecordDamaged(),
                    new ApiServerSpoiled(),
                    new DiskFull(),
                    new LeaderOutOfResources(),
                    new ManyLeaderChanges(),
                    new ManyQueriesAndFailovers(),
                    new TwoClustersWithOneName());

    /** Their store is several servers, or has sessions. */
    private static final Set<Integer> ON_ZOOKEEPER_ONLY = Set.of(13, 14, 15, 16);

    /** What they strike is between a process and an API server. */
    private static final Set<Integer> ON_KUBERNETES_ONLY = Set.of(19);

    private Rows() {}

    /** Every row that a store can be struck by. */
    public static List<Row> all(StoreKind store) {
        final Set<Integer> others =
                switch (store) {
                    case ZOOKEEPER -> ON_KUBERNETES_ONLY;
                    case KUBERNETES -> ON_ZOOKEEPER_ONLY;
                };
        return ALL.stream().filter(row -> !others.contains(row.title().number())).toList();
    }

    /**
     * The rows of given numbers.
     *
     * @param numbers separated by commas, or {@code all}
     * @throws IllegalArgumentException if there is no such row for this store
     */
    public static List<Row> select(StoreKind store, String numbers) {
        if (numbers.equals("all")) {
            return all(store);
        }
        final Set<Integer> wanted =
                Arrays.stream(numbers.split(","))
                        .map(String::trim)
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet());
        final List<Row> rows =
                all(store).stream().filter(row -> wanted.remove(row.title().number())).toList();
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "There are no rows " + wanted + " for " + store.title());
        }
        return rows;
    }
}
