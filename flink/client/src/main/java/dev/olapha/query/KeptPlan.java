package dev.olapha.query;

import dev.olapha.query.protocol.MemoryBudget;
import dev.olapha.query.protocol.Protection;

import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A query's plan for as long as it may be sent again, counted while it is kept for that.
 * Thread-safe.
 */
final class KeptPlan {

    private static final Logger LOG = LoggerFactory.getLogger(KeptPlan.class);

    /** One warning is enough for a process. */
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final MemoryBudget budget;
    private final long limit;
    private final Protection protection;

    /** Guarded by this; null when it has been forgotten. */
    @Nullable private Plan plan;

    /** Guarded by this. */
    private long counted;

    KeptPlan(Plan plan, Protection protection, MemoryBudget budget, long limit) {
        this.plan = plan;
        this.protection = protection;
        this.budget = budget;
        this.limit = limit;
    }

    CompletableFuture<JobID> submit(RestClusterClient<?> client, JobID id, String name) {
        final Plan present = present();
        if (present == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("The plan is gone."));
        }
        try {
            return present.submit(client, id, name);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    void tellListeners() {
        final Plan present = present();
        if (present != null) {
            present.tellListeners();
        }
    }

    private synchronized Plan present() {
        return plan;
    }

    /**
     * Counts the plan among what is kept in this process, on another thread.
     *
     * @param onNoRoom called if there is no room for it
     */
    void countSize(Runnable onNoRoom) {
        final Plan present = present();
        if (present == null || protection == Protection.NONE) {
            return;
        }
        CompletableFuture.supplyAsync(present::size)
                .whenComplete(
                        (size, failure) -> {
                            if (failure != null || !count(size)) {
                                onNoRoom.run();
                            }
                        });
    }

    private synchronized boolean count(long size) {
        if (plan == null) {
            return true;
        }
        if (!budget.take(size, limit)) {
            if (WARNED.compareAndSet(false, true)) {
                LOG.warn(
                        "There is no room to keep the plan of query '{}' ({} bytes), so it is not"
                                + " run again should its leader die; neither will others be. '{}'"
                                + " allows {} bytes in this process.",
                        plan.name(),
                        size,
                        QueryOptions.RERUN_TOTAL_BUFFER_SIZE.key(),
                        limit);
            }
            return false;
        }
        counted = size;
        return true;
    }

    synchronized void forget() {
        plan = null;
        budget.giveBack(counted);
        counted = 0;
    }
}
