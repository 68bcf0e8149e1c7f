package dev.olapha.config;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

import java.time.Duration;

/**
 * The options that this product adds to Flink's. Everything that Flink already has a key for keeps
 * Flink's key.
 */
public final class OlapHaOptions {

    public static final ConfigOption<String> LEADER_SERVICES_TYPE =
            ConfigOptions.key("high-availability.leader-services.type")
                    .stringType()
                    .defaultValue(LeaderServicesType.ZOOKEEPER.configValue())
                    .withDescription(
                            "Where leaders are elected and recorded: `zookeeper`, `kubernetes` or `standalone`. "
                                    + "`standalone` elects nobody: the one JobManager leads while it lives.");

    public static final ConfigOption<Boolean> JOB_RECOVERY_ENABLED =
            ConfigOptions.key("high-availability.job-recovery.enabled")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether jobs come back after a JobManager failover. `false` is the OLAP mode: execution "
                                    + "plans, job results, applications, application results and checkpoint pointers "
                                    + "stay in memory, and no query costs a request to the coordination service. "
                                    + "Only session clusters may set it to `false`.");

    public static final ConfigOption<Boolean> BLOB_STORE_ENABLED =
            ConfigOptions.key("high-availability.blob-store.enabled")
                    .booleanType()
                    .noDefaultValue()
                    .withDescription(
                            "Whether uploaded jars and large task descriptions are copied to "
                                    + "`high-availability.storageDir`. Not set: the value of "
                                    + "`high-availability.job-recovery.enabled`.");

    public static final ConfigOption<Integer> REMEMBERED_JOBS =
            ConfigOptions.key("high-availability.remembered-jobs")
                    .intType()
                    .defaultValue(10_000)
                    .withDescription(
                            "With job recovery off: how many finished jobs a JobManager remembers, to refuse a job "
                                    + "id that already ran. The oldest are forgotten first; each takes about a hundred "
                                    + "bytes. At least 0, at most 10000000.");

    public static final ConfigOption<Duration> CLIENT_IDLE_TIMEOUT =
            ConfigOptions.key("high-availability.client.idle-timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription(
                            "How long a client process (SQL Gateway, command line, REST client) keeps its one "
                                    + "connection to the coordination service after the last query that used it.");

    public static final ConfigOption<Boolean> CLUSTER_PARTITIONS_ENABLED =
            ConfigOptions.key("high-availability.cluster-partitions.enabled")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether results that TaskManagers keep for later jobs (`DataStream.cache()`) survive a "
                                    + "JobManager failover. `false`: Flink's TaskManagers delete them, and the client "
                                    + "has them computed again. `true` sets `shuffle-service-factory.class`, so that "
                                    + "key must not be set to anything else.");

    public static final ConfigOption<Boolean> LIVENESS_ENABLED =
            ConfigOptions.key("high-availability.liveness.enabled")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether JobManagers watch each other over a connection, so that the death of the leader is "
                                    + "proven in milliseconds and not only assumed after the session timeout. A leader "
                                    + "that pauses or is cut off is not taken for dead. `false`: no port is opened, and "
                                    + "the session timeout alone decides.");

    public static final ConfigOption<String> LIVENESS_PORT =
            ConfigOptions.key("high-availability.liveness.port")
                    .stringType()
                    .defaultValue("0")
                    .withDescription(
                            "The port, or the range of ports, at which a JobManager shows its peers that it lives; `0` is "
                                    + "any free one. Bound at `jobmanager.bind-host`. Other JobManagers must reach it; "
                                    + "if they do not, the session timeout decides.");

    private OlapHaOptions() {}
}
