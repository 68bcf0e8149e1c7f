package dev.olapha.kubernetes;

import dev.olapha.config.ConfigReader;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.configuration.KubernetesHighAvailabilityOptions;
import org.apache.flink.util.TimeUtils;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/**
 * The times of the lease, in the order that makes it safe: a leader that cannot renew gives up
 * after the renew deadline, and others wait for the longer lease duration before they take over.
 *
 * <p>Stock Flink's defaults (15, 15 and 5 seconds) leave no room between the two. Where the user
 * has set nothing, the defaults here are those of Kubernetes' own components; where only some keys
 * are set, the others follow in the same proportion.
 */
final class LeaseTimes {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseTimes.class);

    private static final ConfigOption<Duration> LEASE =
            KubernetesHighAvailabilityOptions.KUBERNETES_LEASE_DURATION;
    private static final ConfigOption<Duration> RENEW =
            KubernetesHighAvailabilityOptions.KUBERNETES_RENEW_DEADLINE;
    private static final ConfigOption<Duration> RETRY =
            KubernetesHighAvailabilityOptions.KUBERNETES_RETRY_PERIOD;

    private static final String ALLOWED_DURATIONS = "allowed are durations such as 500 ms or 15 s";

    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration SHORTEST_REQUEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(3);

    /** However short the retry period, a thousand processes must not ask more often for long. */
    private static final Duration SHORTEST_LAST_PAUSE = Duration.ofSeconds(2);

    private final Duration lease;
    private final Duration renewDeadline;
    private final Duration retryPeriod;

    private LeaseTimes(Duration lease, Duration renewDeadline, Duration retryPeriod) {
        this.lease = lease;
        this.renewDeadline = renewDeadline;
        this.retryPeriod = retryPeriod;
    }

    /**
     * For a process that may lead.
     *
     * @throws IllegalConfigurationException one sentence with the key, the value and what is
     *     allowed
     */
    static LeaseTimes of(Configuration configuration) {
        final LeaseTimes times = read(configuration);
        times.check();
        return times;
    }

    /**
     * For a process that never leads: what would not be safe for a leader is none of its business,
     * and would be told with every query. It takes the defaults then.
     *
     * @throws IllegalConfigurationException if a value is no duration
     */
    static LeaseTimes ofReader(Configuration configuration) {
        final LeaseTimes times = read(configuration);
        try {
            times.check();
            return times;
        } catch (IllegalConfigurationException e) {
            LOG.warn("{} A process that never leads goes on with the defaults.", e.getMessage());
            return read(new Configuration());
        }
    }

    private static LeaseTimes read(Configuration configuration) {
        final ConfigReader reader = new ConfigReader(configuration);
        final Optional<Duration> lease = reader.readOptional(LEASE, ALLOWED_DURATIONS);
        final Optional<Duration> renew = reader.readOptional(RENEW, ALLOWED_DURATIONS);
        final Optional<Duration> retry = reader.readOptional(RETRY, ALLOWED_DURATIONS);
        final Duration leaseOrDefault =
                lease.orElseGet(
                        () ->
                                renew.map(set -> set.multipliedBy(3).dividedBy(2))
                                        .or(
                                                () ->
                                                        retry.map(
                                                                set ->
                                                                        set.multipliedBy(15)
                                                                                .dividedBy(2)))
                                        .orElse(DEFAULT_LEASE));
        return new LeaseTimes(
                leaseOrDefault,
                renew.orElse(leaseOrDefault.multipliedBy(2).dividedBy(3)),
                retry.orElse(leaseOrDefault.multipliedBy(2).dividedBy(15)));
    }

    private void check() {
        if (retryPeriod.isNegative() || retryPeriod.toMillis() == 0) {
            throw ConfigReader.illegal(
                    RETRY.key(), text(retryPeriod), "allowed are durations of at least 1 ms");
        }
        // Kubernetes' own rule has the same margin (client-go's JitterFactor of 1.2), so that a
        // leader tries at least twice before it gives up.
        if (renewDeadline.multipliedBy(5).compareTo(retryPeriod.multipliedBy(6)) <= 0) {
            throw ConfigReader.illegal(
                    RENEW.key(),
                    text(renewDeadline),
                    String.format(
                            "it must be longer than 1.2 times '%s' (%s)",
                            RETRY.key(), text(retryPeriod)));
        }
        if (lease.compareTo(renewDeadline) <= 0) {
            throw ConfigReader.illegal(
                    LEASE.key(),
                    text(lease),
                    String.format(
                            "it must be longer than '%s' (%s), or two processes could lead at once",
                            RENEW.key(), text(renewDeadline)));
        }
        if (lease.compareTo(LONGEST) > 0) {
            throw ConfigReader.illegal(LEASE.key(), text(lease), "allowed is at most 1 d");
        }
    }

    private static String text(Duration duration) {
        return TimeUtils.formatWithHighestUnit(duration);
    }

    /** How long a follower must have seen the lease unchanged before it takes over. */
    Duration lease() {
        return lease;
    }

    /** How long a leader may lead since it sent the last renewal that succeeded. */
    Duration renewDeadline() {
        return renewDeadline;
    }

    /** How often a leader renews, and how soon anybody tries again what failed. */
    Duration retryPeriod() {
        return retryPeriod;
    }

    /**
     * How long one request may take: several fit into the renew deadline, so that one slow answer
     * does not cost the office (controller-runtime #3027).
     */
    Duration requestLimit() {
        final Duration third = renewDeadline.minus(retryPeriod).dividedBy(3);
        return third.compareTo(SHORTEST_REQUEST) < 0
                ? SHORTEST_REQUEST
                : third.compareTo(LONGEST_REQUEST) > 0 ? LONGEST_REQUEST : third;
    }

    /** The longest pause between attempts of one kind that fail. */
    Duration longestPause() {
        return retryPeriod.compareTo(SHORTEST_LAST_PAUSE) > 0 ? retryPeriod : SHORTEST_LAST_PAUSE;
    }

    @Override
    public String toString() {
        return String.format(
                "lease %s, renew deadline %s, retry period %s",
                text(lease), text(renewDeadline), text(retryPeriod));
    }
}
