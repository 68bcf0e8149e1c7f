package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.KubernetesLock;
import dev.olapha.benchmark.failover.ElectionWatch.Incumbent;

import org.junit.jupiter.api.Test;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KubernetesElectionTest {

    private Optional<KubernetesLock> lock = Optional.empty();
    private final KubernetesElection election = new KubernetesElection(() -> lock, () -> true);

    private void lockIs(String holder, String dispatcher) {
        lock = Optional.of(new KubernetesLock(holder, dispatcher));
    }

    @Test
    void nobodyLeadsBeforeARecordIsThere() {
        assertThatThrownBy(election::incumbent).isInstanceOf(BenchmarkException.class);
        lockIs("first", "");
        assertThatThrownBy(election::incumbent).isInstanceOf(BenchmarkException.class);
    }

    @Test
    void theNextHolderHasSucceededOnceItHasReplacedTheRecord() {
        lockIs("first", "1,address");
        final Incumbent first = election.incumbent();
        assertThat(first.holdsOn()).isTrue();

        lockIs("second", "1,address");
        assertThat(first.holdsOn()).isFalse();
        assertThat(first.isSucceeded()).isFalse();

        lockIs("second", "");
        assertThat(first.isSucceeded()).isFalse();

        lockIs("second", "2,address");
        assertThat(first.isSucceeded()).isTrue();
    }

    @Test
    void aHolderThatPublishesAnewHasNoSuccessor() {
        lockIs("first", "1,address");
        final Incumbent first = election.incumbent();
        lockIs("first", "2,address");
        assertThat(first.holdsOn()).isTrue();
        assertThat(first.isSucceeded()).isFalse();
    }
}
