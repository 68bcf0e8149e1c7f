package dev.olapha.query;

import dev.olapha.config.ConfigReader;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.MemorySize;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import static dev.olapha.config.ConfigReader.illegal;

/** What the user configured for queries, checked as a whole. Immutable. */
final class QuerySettings {

    private static final int MOST_RERUNS = 100;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    private final Duration leaderTimeout;
    private final int reruns;
    private final long bufferBytes;
    private final long totalBufferBytes;
    private final RerunStatements statements;

    private QuerySettings(
            Duration leaderTimeout,
            int reruns,
            long bufferBytes,
            long totalBufferBytes,
            RerunStatements statements) {
        this.leaderTimeout = leaderTimeout;
        this.reruns = reruns;
        this.bufferBytes = bufferBytes;
        this.totalBufferBytes = totalBufferBytes;
        this.statements = statements;
    }

    /**
     * @throws IllegalConfigurationException one sentence with the key, the value and what is
     *     allowed
     */
    static QuerySettings from(Configuration configuration) {
        final ConfigReader reader = new ConfigReader(configuration);
        final long buffer = bytes(reader, QueryOptions.RERUN_BUFFER_SIZE);
        final long total = bytes(reader, QueryOptions.RERUN_TOTAL_BUFFER_SIZE);
        if (total < buffer) {
            throw illegal(
                    QueryOptions.RERUN_TOTAL_BUFFER_SIZE.key(),
                    configuration.get(QueryOptions.RERUN_TOTAL_BUFFER_SIZE),
                    "it must not be smaller than '" + QueryOptions.RERUN_BUFFER_SIZE.key() + "'");
        }
        return new QuerySettings(
                leaderTimeout(reader), reruns(reader), buffer, total, statements(configuration));
    }

    private static Duration leaderTimeout(ConfigReader reader) {
        final String allowed = "allowed are durations from 1 s to 1 d";
        final Duration timeout = reader.read(QueryOptions.LEADER_TIMEOUT, allowed);
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw illegal(QueryOptions.LEADER_TIMEOUT.key(), timeout, allowed);
        }
        return timeout;
    }

    private static int reruns(ConfigReader reader) {
        final String allowed = "allowed are whole numbers from 0 to " + MOST_RERUNS;
        final int reruns = reader.read(QueryOptions.RERUN_MAX_ATTEMPTS, allowed);
        if (reruns < 0 || reruns > MOST_RERUNS) {
            throw illegal(QueryOptions.RERUN_MAX_ATTEMPTS.key(), reruns, allowed);
        }
        return reruns;
    }

    private static long bytes(ConfigReader reader, ConfigOption<MemorySize> option) {
        return reader.read(option, "allowed are sizes such as 0, 512 kb or 4 mb").getBytes();
    }

    private static RerunStatements statements(Configuration configuration) {
        final String value = configuration.get(QueryOptions.RERUN_STATEMENTS);
        return Arrays.stream(RerunStatements.values())
                .filter(known -> known.name().equalsIgnoreCase(value.trim()))
                .findFirst()
                .orElseThrow(
                        () ->
                                illegal(
                                        QueryOptions.RERUN_STATEMENTS.key(),
                                        value,
                                        "allowed are "
                                                + String.join(
                                                        ", ",
                                                        Arrays.stream(RerunStatements.values())
                                                                .map(Enum::name)
                                                                .map(
                                                                        name ->
                                                                                name.toLowerCase(
                                                                                        Locale
                                                                                                .ROOT))
                                                                .toArray(String[]::new))));
    }

    Duration leaderTimeout() {
        return leaderTimeout;
    }

    /** How often a query is run again at most. */
    int reruns() {
        return reruns;
    }

    /** Of the rows of one query. */
    long bufferBytes() {
        return bufferBytes;
    }

    /** Of the rows and plans of all queries of the process. */
    long totalBufferBytes() {
        return totalBufferBytes;
    }

    RerunStatements statements() {
        return statements;
    }
}
