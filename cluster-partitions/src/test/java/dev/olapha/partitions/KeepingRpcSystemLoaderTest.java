package dev.olapha.partitions;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeepingRpcSystemLoaderTest {

    private final Configuration configuration = new Configuration();

    @ParameterizedTest
    @CsvSource({
        ", ",
        ", true",
        "zookeeper, true",
        "kubernetes, true",
        "NONE, true",
        "dev.olapha.OlapHaServicesFactory, ",
        "dev.olapha.OlapHaServicesFactory, false",
        "dev.olapha.OlapHaServicesFactory, maybe"
    })
    void flinkGetsItsOwnRpcSystem(String highAvailability, String keep) {
        configure(highAvailability, keep);
        assertThat(RpcSystem.load(configuration)).isSameAs(FlinksRpcSystemLoader.SYSTEM);
    }

    @Test
    void itIsWrappedWhereTheProductKeepsClusterPartitions() {
        configure("dev.olapha.OlapHaServicesFactory", "true");
        assertThat(RpcSystem.load(configuration)).isInstanceOf(KeepingRpcSystem.class);
    }

    private void configure(String highAvailability, String keep) {
        if (highAvailability != null) {
            configuration.setString("high-availability.type", highAvailability);
        }
        if (keep != null) {
            configuration.setString("high-availability.cluster-partitions.enabled", keep);
        }
    }
}
