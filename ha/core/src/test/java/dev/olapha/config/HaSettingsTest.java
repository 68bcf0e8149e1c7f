package dev.olapha.config;

import dev.olapha.config.HaSettings.BatchRecoveryRequest;
import dev.olapha.config.HaSettings.BlobStorage;
import dev.olapha.config.HaSettings.ClusterPartitions;
import dev.olapha.config.HaSettings.JobRecovery;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HaSettingsTest {

    private final Configuration configuration = new Configuration();

    HaSettingsTest() {
        configuration.setString("high-availability.zookeeper.quorum", "127.0.0.1:2181");
        configuration.setString("high-availability.storageDir", "file:///somewhere");
    }

    @Test
    void withoutAnyKeyItIsLikeStock() {
        final HaSettings settings = HaSettings.from(configuration);
        assertThat(settings.leaderServicesType()).isEqualTo(LeaderServicesType.ZOOKEEPER);
        assertThat(settings.jobRecovery()).isEqualTo(JobRecovery.ON);
        assertThat(settings.blobStorage()).isEqualTo(BlobStorage.SHARED);
    }

    @ParameterizedTest
    @CsvSource({
        "true,       , SHARED",
        "true,  true,  SHARED",
        "true,  false, LOCAL",
        "false,      , LOCAL",
        "false, true,  SHARED",
        "false, false, LOCAL"
    })
    void blobStoreFollowsRecoveryUnlessTheUserSaysOtherwise(
            String recovery, String blobs, BlobStorage expected) {
        configuration.setString("high-availability.job-recovery.enabled", recovery);
        if (blobs != null) {
            configuration.setString("high-availability.blob-store.enabled", blobs);
        }
        assertThat(HaSettings.from(configuration).blobStorage()).isEqualTo(expected);
    }

    @Test
    void storageDirectoryIsNotAskedForWhereNothingIsStored() {
        configuration.setString("high-availability.job-recovery.enabled", "false");
        configuration.removeKey("high-availability.storageDir");
        assertThat(HaSettings.from(configuration).needsStorageDirectory()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "high-availability.leader-services.type, zookeper, kubernetes",
        "high-availability.job-recovery.enabled, maybe, true and false",
        "high-availability.blob-store.enabled, 1, true and false",
        "high-availability.cluster-partitions.enabled, maybe, true and false",
        "high-availability.remembered-jobs, many, 0 to 10000000",
        "high-availability.remembered-jobs, -1, 0 to 10000000",
        "high-availability.remembered-jobs, 10000001, 0 to 10000000",
        "high-availability.liveness.enabled, maybe, true and false",
        "high-availability.liveness.port, 70000, 0 to 65535",
        "high-availability.liveness.port, any, 0 to 65535",
        "high-availability.liveness.port, 5-, 0 to 65535",
        "high-availability.liveness.port, -1, 0 to 65535"
    })
    void valueThatIsNotAllowedIsNamedWithItsKeyAndWhatIs(String key, String value, String allowed) {
        configuration.setString(key, value);
        assertRefused(key, "'" + value + "'", allowed);
    }

    @Test
    void clusterPartitionsAreReleasedUnlessTheUserSaysOtherwise() {
        assertThat(HaSettings.from(configuration).clusterPartitions())
                .isEqualTo(ClusterPartitions.RELEASED);
        configuration.setString("high-availability.cluster-partitions.enabled", "true");
        assertThat(HaSettings.from(configuration).clusterPartitions())
                .isEqualTo(ClusterPartitions.KEPT);
    }

    /** Flink retains a batch job's partitions only with its own shuffle service. */
    @Test
    void clusterPartitionsAndTheRecoveryOfBatchJobsExcludeEachOther() {
        configuration.setString("high-availability.cluster-partitions.enabled", "true");
        configuration.setString("execution.batch.job-recovery.enabled", "true");
        assertRefused(
                "high-availability.cluster-partitions.enabled",
                "'true'",
                "execution.batch.job-recovery.enabled");
    }

    @Test
    void missingQuorumIsNamed() {
        configuration.removeKey("high-availability.zookeeper.quorum");
        assertRefused("high-availability.zookeeper.quorum", "not set", "host:port");
    }

    @ParameterizedTest
    @CsvSource({"true, ", "false, true"})
    void missingStorageDirectoryIsNamedWhereItIsNeeded(String recovery, String blobs) {
        configuration.removeKey("high-availability.storageDir");
        configuration.setString("high-availability.job-recovery.enabled", recovery);
        if (blobs != null) {
            configuration.setString("high-availability.blob-store.enabled", blobs);
        }
        assertRefused("high-availability.storageDir", "not set", "directory");
    }

    @Test
    void applicationModeWithoutRecoveryIsRefused() {
        configuration.setString("high-availability.job-recovery.enabled", "false");
        configuration.setString("execution.target", "embedded");
        assertRefused("high-availability.job-recovery.enabled", "'false'", "application");
    }

    @Test
    void applicationModeWithRecoveryIsFine() {
        configuration.setString("execution.target", "embedded");
        assertThat(HaSettings.from(configuration).jobRecovery()).isEqualTo(JobRecovery.ON);
    }

    @Test
    void standaloneWithRecoveryIsRefused() {
        configuration.setString("high-availability.leader-services.type", "standalone");
        assertRefused("high-availability.job-recovery.enabled", "standalone", "false");
    }

    @Test
    void batchRecoveryThatWasAskedForInVainIsNoticed() {
        configuration.setString("high-availability.job-recovery.enabled", "false");
        assertThat(HaSettings.from(configuration).batchRecoveryRequest())
                .isEqualTo(BatchRecoveryRequest.CONSISTENT);
        configuration.setString("execution.batch.job-recovery.enabled", "true");
        assertThat(HaSettings.from(configuration).batchRecoveryRequest())
                .isEqualTo(BatchRecoveryRequest.IN_VAIN);
        configuration.setString("high-availability.job-recovery.enabled", "true");
        assertThat(HaSettings.from(configuration).batchRecoveryRequest())
                .isEqualTo(BatchRecoveryRequest.CONSISTENT);
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> HaSettings.from(configuration))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n");
    }
}
