package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.runtime.highavailability.ApplicationResult;
import org.apache.flink.runtime.highavailability.ApplicationResultEntry;
import org.apache.flink.runtime.highavailability.ApplicationResultStore;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A store of Flink's that can be ended without touching the results of others. */
public final class OwnApplicationResults implements ApplicationResultStore {

    private final ApplicationResultStore store;
    private final OwnResults<ApplicationID> own = new OwnResults<>();

    public OwnApplicationResults(ApplicationResultStore store) {
        this.store = store;
    }

    /** Makes the dirty results of this process clean. */
    public void end() throws Exception {
        own.end(store::hasDirtyApplicationResultEntryAsync, store::markResultAsCleanAsync);
    }

    @Override
    public CompletableFuture<Void> createDirtyResultAsync(ApplicationResultEntry entry) {
        return own.creating(entry.getApplicationId(), () -> store.createDirtyResultAsync(entry));
    }

    @Override
    public CompletableFuture<Void> markResultAsCleanAsync(ApplicationID applicationId) {
        return own.cleaning(applicationId, () -> store.markResultAsCleanAsync(applicationId));
    }

    @Override
    public CompletableFuture<Boolean> hasDirtyApplicationResultEntryAsync(
            ApplicationID applicationId) {
        return store.hasDirtyApplicationResultEntryAsync(applicationId);
    }

    @Override
    public CompletableFuture<Boolean> hasCleanApplicationResultEntryAsync(
            ApplicationID applicationId) {
        return store.hasCleanApplicationResultEntryAsync(applicationId);
    }

    @Override
    public Set<ApplicationResult> getDirtyResults() throws IOException {
        return store.getDirtyResults();
    }

    @Override
    public CompletableFuture<ApplicationResult> getCleanApplicationResultAsync(
            ApplicationID applicationId) {
        return store.getCleanApplicationResultAsync(applicationId);
    }
}
