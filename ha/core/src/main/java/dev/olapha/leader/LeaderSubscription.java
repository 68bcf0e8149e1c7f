package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Brings one listener up to date with a value that many threads may change. The listener is called
 * by one thread at a time, in order, only when the value differs from what it heard last, and
 * without a lock held: a listener may start or stop other retrievers.
 */
final class LeaderSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderSubscription.class);

    private final Supplier<LeaderInformation> source;
    private final LeaderRetrievalListener listener;

    /** Deliveries asked for and not yet done; who raises it from zero does them all. */
    private final AtomicInteger asked = new AtomicInteger();

    /** Written by the delivering thread only; {@link #asked} orders the threads. */
    private LeaderInformation lastDelivered = LeaderInformation.empty();

    private final AtomicReference<Exception> lastError = new AtomicReference<>();

    private volatile boolean stopped;

    LeaderSubscription(Supplier<LeaderInformation> source, LeaderRetrievalListener listener) {
        this.source = source;
        this.listener = listener;
    }

    /** Delivers the present value, unless another thread is delivering: then that one does it. */
    void deliver() {
        if (asked.getAndIncrement() != 0) {
            return;
        }
        int done = 1;
        do {
            deliverOnce();
            done = asked.addAndGet(-done);
        } while (done != 0);
    }

    private void deliverOnce() {
        final LeaderInformation now = source.get();
        if (stopped || now.equals(lastDelivered)) {
            return;
        }
        lastDelivered = now;
        try {
            listener.notifyLeaderAddress(now.getLeaderAddress(), now.getLeaderSessionID());
        } catch (RuntimeException e) {
            // One listener's failure must not keep the news from the others, nor the next news from
            // this one.
            LOG.error("A leader retrieval listener failed on {}.", now, e);
            fail(e);
        } catch (LinkageError | VirtualMachineError e) {
            LOG.error("A leader retrieval listener failed on {}.", now, e);
            fail(new Exception("A leader retrieval listener failed.", e));
        }
    }

    /** Tells the listener, once for each error. */
    void fail(Exception error) {
        if (stopped || lastError.getAndSet(error) == error) {
            return;
        }
        try {
            listener.handleError(error);
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            LOG.error("A leader retrieval listener failed on an error.", e);
        }
    }

    /** No call to the listener begins after this, save one that has already been decided. */
    void stop() {
        stopped = true;
    }
}
