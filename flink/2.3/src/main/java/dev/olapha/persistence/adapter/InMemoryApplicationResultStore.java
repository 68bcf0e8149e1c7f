package dev.olapha.persistence.adapter;

import dev.olapha.persistence.Immediately;
import dev.olapha.persistence.ResultLedger;

import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.runtime.highavailability.ApplicationResult;
import org.apache.flink.runtime.highavailability.ApplicationResultEntry;
import org.apache.flink.runtime.highavailability.ApplicationResultStore;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Application results of one term, in memory; what is cleaned up is remembered by the stores of
 * later terms too. A session cluster makes one application of every query, so what is remembered of
 * a cleaned-up application is short: its name, which may be a whole SQL statement, is cut. All
 * futures are completed when they are returned; thread-safe.
 */
public final class InMemoryApplicationResultStore implements ApplicationResultStore {

    private static final int REMEMBERED_NAME_LENGTH = 40;

    private final ResultLedger<ApplicationID, ApplicationResult, ApplicationResult> ledger;

    /**
     * @param remembered how many cleaned-up applications are remembered
     */
    public InMemoryApplicationResultStore(int remembered) {
        this.ledger =
                new ResultLedger<>(
                        remembered,
                        InMemoryApplicationResultStore::compact,
                        InMemoryApplicationResultStore::summarize);
    }

    private InMemoryApplicationResultStore(
            ResultLedger<ApplicationID, ApplicationResult, ApplicationResult> ledger) {
        this.ledger = ledger;
    }

    /** Ends this store's term. */
    public InMemoryApplicationResultStore ofNextTerm() {
        return new InMemoryApplicationResultStore(ledger.nextTerm());
    }

    private static ApplicationID compact(ApplicationID id) {
        return new ApplicationID(id.getLowerPart(), id.getUpperPart());
    }

    private static ApplicationResult summarize(ApplicationResult result) {
        final String name = result.getApplicationName();
        return new ApplicationResult.Builder()
                .applicationId(compact(result.getApplicationId()))
                .applicationState(result.getApplicationState())
                .applicationName(name.substring(0, Math.min(name.length(), REMEMBERED_NAME_LENGTH)))
                .startTime(result.getStartTime())
                .endTime(result.getEndTime())
                .build();
    }

    @Override
    public CompletableFuture<Void> createDirtyResultAsync(ApplicationResultEntry entry) {
        return Immediately.run(
                () -> ledger.addDirty(entry.getApplicationId(), entry.getApplicationResult()));
    }

    @Override
    public CompletableFuture<Void> markResultAsCleanAsync(ApplicationID applicationId) {
        return Immediately.run(() -> ledger.markClean(applicationId));
    }

    @Override
    public CompletableFuture<Boolean> hasDirtyApplicationResultEntryAsync(
            ApplicationID applicationId) {
        return Immediately.call(() -> ledger.isDirty(applicationId));
    }

    @Override
    public CompletableFuture<Boolean> hasCleanApplicationResultEntryAsync(
            ApplicationID applicationId) {
        return Immediately.call(() -> ledger.isClean(applicationId));
    }

    @Override
    public Set<ApplicationResult> getDirtyResults() {
        return new HashSet<>(ledger.dirtyResults());
    }

    @Override
    public CompletableFuture<ApplicationResult> getCleanApplicationResultAsync(
            ApplicationID applicationId) {
        return Immediately.call(() -> ledger.cleanSummary(applicationId));
    }
}
