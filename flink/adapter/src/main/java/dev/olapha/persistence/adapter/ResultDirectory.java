package dev.olapha.persistence.adapter;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.core.fs.Path;

import java.util.Optional;
import java.util.function.BinaryOperator;

/** The directory of one of Flink's result stores. */
public final class ResultDirectory {

    private ResultDirectory() {}

    /**
     * The directory, if it may be deleted with the cluster. Who configured that results are kept
     * wants to find them afterwards, and a directory that the user chose may serve other clusters.
     *
     * @param chosen the option with which the user chooses a directory
     * @param deleteOnCommit the option with which results are deleted or kept
     * @param byDefault makes the default directory of storage directory and cluster id
     */
    public static Optional<Path> deletable(
            Configuration configuration,
            ConfigOption<String> chosen,
            ConfigOption<Boolean> deleteOnCommit,
            BinaryOperator<String> byDefault) {
        if (!configuration.get(deleteOnCommit) || configuration.get(chosen) != null) {
            return Optional.empty();
        }
        return Optional.of(
                new Path(
                        byDefault.apply(
                                configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH),
                                configuration.get(HighAvailabilityOptions.HA_CLUSTER_ID))));
    }
}
