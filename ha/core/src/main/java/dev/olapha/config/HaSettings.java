package dev.olapha.config;

import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;

import java.util.Arrays;
import java.util.stream.Collectors;

import static dev.olapha.config.ConfigReader.illegal;

/**
 * What the user configured, read once, checked as a whole and never changed. Whoever holds an
 * instance need not check again.
 */
public final class HaSettings {

    private static final String BOOLEANS = "allowed are true and false";

    /** Set by Flink in every process that runs an application's main method. */
    private static final String EMBEDDED_TARGET = "embedded";

    private static final int MOST_REMEMBERED_JOBS = 10_000_000;

    private final LeaderServicesType leaderServicesType;
    private final JobRecovery jobRecovery;
    private final BlobStorage blobStorage;
    private final int rememberedJobs;
    private final BatchRecoveryRequest batchRecoveryRequest;
    private final ClusterPartitions clusterPartitions;
    private final LivenessSettings liveness;

    private HaSettings(
            LeaderServicesType leaderServicesType,
            JobRecovery jobRecovery,
            BlobStorage blobStorage,
            int rememberedJobs,
            BatchRecoveryRequest batchRecoveryRequest,
            ClusterPartitions clusterPartitions,
            LivenessSettings liveness) {
        this.leaderServicesType = leaderServicesType;
        this.jobRecovery = jobRecovery;
        this.blobStorage = blobStorage;
        this.rememberedJobs = rememberedJobs;
        this.batchRecoveryRequest = batchRecoveryRequest;
        this.clusterPartitions = clusterPartitions;
        this.liveness = liveness;
    }

    /** Whether jobs come back after a failover. */
    public enum JobRecovery {
        /** Job data is persisted as stock Flink persists it. */
        ON,
        /** Job data stays in the JobManager's memory. */
        OFF
    }

    /** Where blobs travel. */
    public enum BlobStorage {
        /** Copied to {@code high-availability.storageDir}. */
        SHARED,
        /** Only from the JobManager's blob server to the TaskManagers. */
        LOCAL
    }

    /** What the user said about Flink's recovery of batch jobs (FLIP-383). */
    public enum BatchRecoveryRequest {
        /** Explicitly asked for although job recovery is off: it stays off, and is warned about. */
        IN_VAIN,
        /** Nothing that contradicts the other settings. */
        CONSISTENT
    }

    /** What TaskManagers do with cached results when they lose their leader. */
    public enum ClusterPartitions {
        /** They hand them to the next leader. */
        KEPT,
        /** They delete them, as stock Flink does. */
        RELEASED
    }

    /**
     * Reads and checks the settings of a JobManager or TaskManager.
     *
     * @throws IllegalConfigurationException one sentence with the key, the value and what is
     *     allowed
     */
    public static HaSettings from(Configuration configuration) {
        final ConfigReader reader = new ConfigReader(configuration);
        final LeaderServicesType type = leaderServicesType(configuration);
        final JobRecovery recovery =
                reader.read(OlapHaOptions.JOB_RECOVERY_ENABLED, BOOLEANS)
                        ? JobRecovery.ON
                        : JobRecovery.OFF;
        final BlobStorage blobs =
                reader.readOptional(OlapHaOptions.BLOB_STORE_ENABLED, BOOLEANS)
                                .orElse(recovery == JobRecovery.ON)
                        ? BlobStorage.SHARED
                        : BlobStorage.LOCAL;
        final HaSettings settings =
                new HaSettings(
                        type,
                        recovery,
                        blobs,
                        rememberedJobs(reader),
                        batchRecoveryRequest(reader, recovery),
                        reader.read(OlapHaOptions.CLUSTER_PARTITIONS_ENABLED, BOOLEANS)
                                ? ClusterPartitions.KEPT
                                : ClusterPartitions.RELEASED,
                        LivenessSettings.from(configuration));
        settings.check(configuration);
        return settings;
    }

    /**
     * Reads only where leaders are recorded: all that a client needs.
     *
     * @throws IllegalConfigurationException if the type is unknown
     */
    public static LeaderServicesType leaderServicesType(Configuration configuration) {
        final String value = configuration.get(OlapHaOptions.LEADER_SERVICES_TYPE);
        return Arrays.stream(LeaderServicesType.values())
                .filter(type -> type.configValue().equalsIgnoreCase(value.trim()))
                .findFirst()
                .orElseThrow(
                        () ->
                                illegal(
                                        OlapHaOptions.LEADER_SERVICES_TYPE.key(),
                                        value,
                                        "allowed are "
                                                + Arrays.stream(LeaderServicesType.values())
                                                        .map(LeaderServicesType::configValue)
                                                        .collect(Collectors.joining(", "))));
    }

    private static int rememberedJobs(ConfigReader reader) {
        final String allowed = "allowed are whole numbers from 0 to " + MOST_REMEMBERED_JOBS;
        final int remembered = reader.read(OlapHaOptions.REMEMBERED_JOBS, allowed);
        if (remembered < 0 || remembered > MOST_REMEMBERED_JOBS) {
            throw illegal(OlapHaOptions.REMEMBERED_JOBS.key(), remembered, allowed);
        }
        return remembered;
    }

    private static BatchRecoveryRequest batchRecoveryRequest(
            ConfigReader reader, JobRecovery recovery) {
        final boolean asked =
                reader.readOptional(BatchExecutionOptions.JOB_RECOVERY_ENABLED, BOOLEANS)
                        .orElse(false);
        return asked && recovery == JobRecovery.OFF
                ? BatchRecoveryRequest.IN_VAIN
                : BatchRecoveryRequest.CONSISTENT;
    }

    private void check(Configuration configuration) {
        if (jobRecovery == JobRecovery.OFF && isApplicationMode(configuration)) {
            throw illegal(
                    OlapHaOptions.JOB_RECOVERY_ENABLED.key(),
                    false,
                    "an application cluster must be able to recover its job, so only true is allowed here; "
                            + "false is for session clusters");
        }
        if (jobRecovery == JobRecovery.ON && leaderServicesType == LeaderServicesType.STANDALONE) {
            throw illegal(
                    OlapHaOptions.JOB_RECOVERY_ENABLED.key(),
                    true,
                    "with '"
                            + OlapHaOptions.LEADER_SERVICES_TYPE.key()
                            + ": standalone' there is nowhere to keep the pointers to job data, so only "
                            + "false is allowed");
        }
        if (clusterPartitions == ClusterPartitions.KEPT
                && jobRecovery == JobRecovery.ON
                && configuration.get(BatchExecutionOptions.JOB_RECOVERY_ENABLED)) {
            // TaskExecutor retains the partitions of a batch job only if its shuffle service has
            // the very name of Flink's own.
            throw illegal(
                    OlapHaOptions.CLUSTER_PARTITIONS_ENABLED.key(),
                    true,
                    "only false is allowed while '"
                            + BatchExecutionOptions.JOB_RECOVERY_ENABLED.key()
                            + "' is true, whose recovery would find no partitions");
        }
        if (leaderServicesType == LeaderServicesType.ZOOKEEPER) {
            checkQuorum(configuration);
        }
        if (needsStorageDirectory()) {
            checkStorageDirectory(configuration);
        }
    }

    private static boolean isApplicationMode(Configuration configuration) {
        return configuration
                .getOptional(DeploymentOptions.TARGET)
                .filter(EMBEDDED_TARGET::equalsIgnoreCase)
                .isPresent();
    }

    /**
     * @throws IllegalConfigurationException if no ZooKeeper quorum is named
     */
    public static void checkQuorum(Configuration configuration) {
        final String quorum = configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM);
        if (quorum == null || quorum.trim().isEmpty()) {
            throw missing(
                    HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM.key(),
                    "allowed is a comma-separated list of host:port, because '"
                            + OlapHaOptions.LEADER_SERVICES_TYPE.key()
                            + "' is zookeeper");
        }
    }

    private static void checkStorageDirectory(Configuration configuration) {
        final String directory = configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH);
        if (directory == null || directory.trim().isEmpty()) {
            throw missing(
                    HighAvailabilityOptions.HA_STORAGE_PATH.key(),
                    "allowed is the URI of a directory that every process can reach; it may be left out only if '"
                            + OlapHaOptions.JOB_RECOVERY_ENABLED.key()
                            + "' and '"
                            + OlapHaOptions.BLOB_STORE_ENABLED.key()
                            + "' are false");
        }
    }

    private static IllegalConfigurationException missing(String key, String allowed) {
        return new IllegalConfigurationException(
                String.format("'%s' is not set: %s.", key, allowed));
    }

    public LeaderServicesType leaderServicesType() {
        return leaderServicesType;
    }

    public JobRecovery jobRecovery() {
        return jobRecovery;
    }

    public BlobStorage blobStorage() {
        return blobStorage;
    }

    /** How many finished jobs are remembered when job recovery is off. */
    public int rememberedJobs() {
        return rememberedJobs;
    }

    public BatchRecoveryRequest batchRecoveryRequest() {
        return batchRecoveryRequest;
    }

    public ClusterPartitions clusterPartitions() {
        return clusterPartitions;
    }

    public LivenessSettings liveness() {
        return liveness;
    }

    /** Whether anything of these settings writes to {@code high-availability.storageDir}. */
    public boolean needsStorageDirectory() {
        return jobRecovery == JobRecovery.ON || blobStorage == BlobStorage.SHARED;
    }
}
