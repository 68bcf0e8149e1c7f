package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ApplicationStoreEntry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Applications without those whose uploaded files are lost. */
public final class RecoverableApplications implements ApplicationStore {

    private final ApplicationStore store;
    private final LostFiles lostFiles;

    public RecoverableApplications(ApplicationStore store, DurableJobData jobData) {
        this.store = store;
        this.lostFiles = new LostFiles(jobData.uploadedFiles());
    }

    @Override
    public Optional<ApplicationStoreEntry> recoverApplication(ApplicationID applicationId)
            throws Exception {
        final Optional<ApplicationStoreEntry> entry = store.recoverApplication(applicationId);
        return entry.isPresent() && isLost(applicationId, entry.get()) ? Optional.empty() : entry;
    }

    private boolean isLost(ApplicationID applicationId, ApplicationStoreEntry entry)
            throws Exception {
        final RequestedFiles requested = new RequestedFiles();
        try {
            // An entry does not say which files it needs; so it is asked to do what recovery does.
            entry.getApplication(requested, List.of(), List.of());
        } catch (RuntimeException e) {
            if (requested.keys().isEmpty()) {
                throw e;
            }
        }
        return lostFiles.isLost(
                BlobOwner.APPLICATION,
                applicationId,
                entry.getName(),
                requested.keys(),
                requested.keys().size());
    }

    @Override
    public void start() throws Exception {
        store.start();
    }

    @Override
    public void stop() throws Exception {
        store.stop();
    }

    @Override
    public Collection<ApplicationID> getApplicationIds() throws Exception {
        return store.getApplicationIds();
    }

    @Override
    public void putApplication(ApplicationStoreEntry application) throws Exception {
        store.putApplication(application);
    }

    @Override
    public CompletableFuture<Void> globalCleanupAsync(
            ApplicationID applicationId, Executor executor) {
        return store.globalCleanupAsync(applicationId, executor);
    }
}
