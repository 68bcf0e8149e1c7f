package dev.olapha.zookeeper;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.shaded.curator5.org.apache.curator.retry.RetryForever;

import org.junit.jupiter.api.Test;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

class PatientElsewhereTest {

    private final PatientElsewhere policy = new PatientElsewhere(new RetryForever(1));

    @Test
    void everybodyElseWaitsAsConfigured() {
        assertThat(policy.allowRetry(0, 0, (time, unit) -> {})).isTrue();
    }

    /**
     * Else an election that meets a lost connection sleeps for 5 s, whenever the next one stands.
     */
    @Test
    void electionNeverWaits() throws Exception {
        final ExecutorService election =
                Executors.newSingleThreadExecutor(new DaemonThreads("leader-election"));
        try {
            assertThat(
                            election.submit(
                                            () ->
                                                    policy.allowRetry(
                                                            0,
                                                            0,
                                                            (time, unit) -> {
                                                                throw new AssertionError("slept");
                                                            }))
                                    .get())
                    .isFalse();
        } finally {
            election.shutdown();
        }
    }
}
