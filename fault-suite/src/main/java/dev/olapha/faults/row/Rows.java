package dev.olapha.faults.row;

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
                    new DiskFull(),
                    new LeaderOutOfResources(),
                    new ManyLeaderChanges(),
                    new ManyQueriesAndFailovers(),
                    new TwoClustersWithOneName());

    private Rows() {}

    /** Every row. */
    public static List<Row> all() {
        return ALL;
    }

    /**
     * The rows of given numbers.
     *
     * @param numbers separated by commas, or {@code all}
     * @throws IllegalArgumentException if there is no such row
     */
    public static List<Row> select(String numbers) {
        if (numbers.equals("all")) {
            return ALL;
        }
        final Set<Integer> wanted =
                Arrays.stream(numbers.split(","))
                        .map(String::trim)
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet());
        final List<Row> rows =
                ALL.stream().filter(row -> wanted.remove(row.title().number())).toList();
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("There are no rows " + wanted);
        }
        return rows;
    }
}
