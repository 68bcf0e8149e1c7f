package dev.olapha;

import dev.olapha.rpc.HookedRpcSystem;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OlapRpcSystemLoaderTest {

    private final Configuration configuration = new Configuration();

    @ParameterizedTest
    @CsvSource({
        ", , ",
        ", true, false",
        "zookeeper, true, false",
        "kubernetes, true, false",
        "NONE, true, false",
        "dev.olapha.OlapHaServicesFactory, , ",
        "dev.olapha.OlapHaServicesFactory, false, true",
        "dev.olapha.OlapHaServicesFactory, maybe, "
    })
    void flinkGetsItsOwnRpcSystem(String highAvailability, String keep, String recover) {
        configure(highAvailability, keep, recover);
        assertThat(RpcSystem.load(configuration)).isSameAs(FlinksRpcSystemLoader.SYSTEM);
    }

    @ParameterizedTest
    @CsvSource({"true, ", "true, true", "false, false", ", false"})
    void itHasHooksWhereTheProductKeepsClusterPartitionsOrDoesNotRecoverJobs(
            String keep, String recover) {
        configure(OlapHaServicesFactory.class.getName(), keep, recover);
        assertThat(RpcSystem.load(configuration)).isInstanceOf(HookedRpcSystem.class);
    }

    private void configure(String highAvailability, String keep, String recover) {
        set("high-availability.type", highAvailability);
        set("high-availability.cluster-partitions.enabled", keep);
        set("high-availability.job-recovery.enabled", recover);
    }

    private void set(String key, String value) {
        if (value != null) {
            configuration.setString(key, value);
        }
    }
}
