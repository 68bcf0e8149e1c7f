package dev.olapha.kubernetes;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LeaseTimesTest {

    private static final String KEYS = "high-availability.kubernetes.leader-election.";

    private final Configuration configuration = new Configuration();

    @Test
    void defaultsAreThoseOfKubernetesItself() {
        assertTimes(15_000, 10_000, 2_000);
    }

    @Test
    void whatIsNotSetFollowsFromWhatIs() {
        set("lease-duration", "3 s");
        assertTimes(3_000, 2_000, 400);
    }

    @Test
    void leaseFollowsFromTheRenewDeadline() {
        set("renew-deadline", "20 s");
        assertTimes(30_000, 20_000, 4_000);
    }

    @Test
    void leaseFollowsFromTheRetryPeriod() {
        set("retry-period", "4 s");
        assertTimes(30_000, 20_000, 4_000);
    }

    @ParameterizedTest
    @CsvSource({
        // Stock Flink's defaults, spelled out.
        "15 s, 15 s,  5 s,     lease-duration, 15 s,   renew-deadline",
        "10 s, 15 s,  5 s,     lease-duration, 10 s,   renew-deadline",
        "15 s, 6 s,   5 s,     renew-deadline, 6 s,    1.2 times",
        "15 s, 10 s,  0 s,     retry-period,   0 ms,   at least 1 ms",
        "2 d,  10 s,  2 s,     lease-duration, 2 d,    at most 1 d",
        "15 s, often, 2 s,     renew-deadline, often,  durations such as"
    })
    void timesThatWouldNotBeSafeAreRefused(
            String lease, String renew, String retry, String key, String value, String allowed) {
        set("lease-duration", lease);
        set("renew-deadline", renew);
        set("retry-period", retry);
        assertThatThrownBy(() -> LeaseTimes.of(configuration))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll("'" + KEYS + key + "'", "'" + value + "'", allowed);
    }

    /** A gateway would start and fail every query with it. */
    @Test
    void whoNeverLeadsIsNotStoppedByTimesThatWouldNotBeSafeForALeader() {
        set("lease-duration", "60 s");
        set("renew-deadline", "60 s");
        assertThat(LeaseTimes.ofReader(configuration).lease()).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @CsvSource({
        "15 s, 10 s,  2 s,     2666",
        "3 s,  2 s,   400 ms,  1000",
        "30 s, 20 s,  4 s,     3000"
    })
    void severalRequestsFitIntoTheRenewDeadline(
            String lease, String renew, String retry, long limitMillis) {
        set("lease-duration", lease);
        set("renew-deadline", renew);
        set("retry-period", retry);
        assertThat(LeaseTimes.of(configuration).requestLimit().toMillis()).isEqualTo(limitMillis);
    }

    private void set(String key, String value) {
        configuration.setString(KEYS + key, value);
    }

    private void assertTimes(long lease, long renew, long retry) {
        final LeaseTimes times = LeaseTimes.of(configuration);
        assertThat(times.lease()).isEqualTo(Duration.ofMillis(lease));
        assertThat(times.renewDeadline()).isEqualTo(Duration.ofMillis(renew));
        assertThat(times.retryPeriod()).isEqualTo(Duration.ofMillis(retry));
    }
}
