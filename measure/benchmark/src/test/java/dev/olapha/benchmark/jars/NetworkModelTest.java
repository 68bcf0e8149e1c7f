package dev.olapha.benchmark.jars;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class NetworkModelTest {

    private static final long JAR = 100_000_000;

    @Test
    void theJobManagerSendsOnceForEachTaskManager() {
        final NetworkModel model = new NetworkModel(100e6, 1e9, 0);

        assertThat(model.secondsThroughJobManager(JAR, 8)).isCloseTo(8, within(1e-9));
    }

    @Test
    void theStorageIsWrittenOnceAndReadAtTheSameTime() {
        final NetworkModel model = new NetworkModel(100e6, 1e9, 500);

        assertThat(model.secondsThroughStorage(JAR, 8)).isCloseTo(1 + 1 + 1, within(1e-9));
        assertThat(model.secondsThroughStorage(JAR, 20)).isCloseTo(1 + 2 + 1, within(1e-9));
    }

    @Test
    void theStoragePaysFromTheThirdTaskManagerOnAtMost() {
        assertThat(new NetworkModel(100e6, 1e12, 0).crossover(JAR)).isEqualTo(3);
        assertThat(new NetworkModel(100e6, 1e12, 1_000).crossover(JAR)).isEqualTo(5);
        assertThat(new NetworkModel(100e6, 50e6, 0).crossover(JAR)).isZero();
    }
}
