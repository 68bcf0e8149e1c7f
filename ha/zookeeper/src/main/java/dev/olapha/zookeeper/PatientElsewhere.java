package dev.olapha.zookeeper;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.shaded.curator5.org.apache.curator.RetryPolicy;
import org.apache.flink.shaded.curator5.org.apache.curator.RetrySleeper;

/**
 * The configured retry policy for everybody but the election's own threads: Curator lets the thread
 * that asks sleep for the configured wait (5 s by default) even if the connection is back at once,
 * and an election that sleeps is a cluster without a leader. Those threads repeat their requests
 * themselves, see {@link ElectionRequests}.
 *
 * <p>Also asks again what Curator would not: a server may answer "later".
 */
final class PatientElsewhere implements RetryPolicy {

    private final RetryPolicy configured;

    PatientElsewhere(RetryPolicy configured) {
        this.configured = configured;
    }

    @Override
    public boolean allowRetry(int retries, long elapsedMillis, RetrySleeper sleeper) {
        return !DaemonThreads.runThis() && configured.allowRetry(retries, elapsedMillis, sleeper);
    }

    @Override
    public boolean allowRetry(Throwable error) {
        return configured.allowRetry(error) || TransientError.is(error);
    }
}
