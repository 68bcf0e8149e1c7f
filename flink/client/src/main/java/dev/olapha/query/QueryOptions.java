package dev.olapha.query;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

import java.time.Duration;

/**
 * The options of {@code execution.target: olap}. A session may change them, so none begins with
 * {@code high-availability}: those keys tell one shared connection from another.
 */
public final class QueryOptions {

    public static final ConfigOption<Duration> LEADER_TIMEOUT =
            ConfigOptions.key("execution.olap.leader-timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(60))
                    .withDescription(
                            "With `execution.target: olap`: how long a query waits for a leader"
                                    + " that takes it, and how long for a word about it when no leader"
                                    + " answers. At least 1 s.");

    public static final ConfigOption<Integer> RERUN_MAX_ATTEMPTS =
            ConfigOptions.key("execution.olap.rerun.max-attempts")
                    .intType()
                    .defaultValue(2)
                    .withDescription(
                            "How often a query is run again at most when its leader or a"
                                    + " TaskManager was lost. `0`: never; new queries wait for a leader"
                                    + " all the same. At most 100.");

    public static final ConfigOption<MemorySize> RERUN_BUFFER_SIZE =
            ConfigOptions.key("execution.olap.rerun.buffer-size")
                    .memoryType()
                    .defaultValue(MemorySize.parse("4 mb"))
                    .withDescription(
                            "How many bytes of a query's rows are held back until they are"
                                    + " complete, so that the query can be run again whenever its"
                                    + " leader dies. The rows of a larger result are handed on as they"
                                    + " come from then on, as are those of a query with an unbounded"
                                    + " source.");

    public static final ConfigOption<MemorySize> RERUN_TOTAL_BUFFER_SIZE =
            ConfigOptions.key("execution.olap.rerun.total-buffer-size")
                    .memoryType()
                    .defaultValue(MemorySize.parse("64 mb"))
                    .withDescription(
                            "How many bytes the rows that are held back and the plans that are kept"
                                    + " may take together, of all queries of a process. Beyond it a"
                                    + " query goes on without, and is not run again.");

    public static final ConfigOption<String> RERUN_STATEMENTS =
            ConfigOptions.key("execution.olap.rerun.statements")
                    .stringType()
                    .defaultValue("select")
                    .withDescription(
                            "What may be run again. `select`: SQL statements whose only output is"
                                    + " rows for the client. `any`: also `executeAndCollect` of the"
                                    + " DataStream API and `CALL`, if rows are their only output."
                                    + " `none`: nothing. A function, a look-up or a paid scan of a"
                                    + " query that is run again happens twice.");

    private QueryOptions() {}
}
