package dev.olapha.benchmark.cluster;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMapBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class KubernetesLockTest {

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.flink.k8s.leader.dispatcher", "olapha.leader.dispatcher"})
    void readsWhatEitherImplementationWrites(String key) {
        assertThat(
                        KubernetesLock.of(
                                new ConfigMapBuilder()
                                        .withNewMetadata()
                                        .withName(KubernetesLock.name("id"))
                                        .addToAnnotations(
                                                "control-plane.alpha.kubernetes.io/leader",
                                                "{\"holderIdentity\":\"17@host\",\"leaseDuration\":15}")
                                        .endMetadata()
                                        .withData(Map.of("another", "x", key, "1,address"))
                                        .build()))
                .isEqualTo(new KubernetesLock("17@host", "1,address"));
    }

    @Test
    void knowsALockThatNobodyHolds() {
        assertThat(
                        KubernetesLock.of(
                                new ConfigMapBuilder().withNewMetadata().endMetadata().build()))
                .isEqualTo(new KubernetesLock("", ""));
    }
}
