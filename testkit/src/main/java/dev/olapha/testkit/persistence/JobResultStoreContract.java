package dev.olapha.testkit.persistence;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmaster.JobResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What Flink's dispatcher expects of a job result store. A store's test implements this interface
 * and supplies a new store; the store must remember clean results.
 */
@Timeout(60)
public interface JobResultStoreContract {

    JobResultStore newStore() throws Exception;

    @Test
    default void unknownJobHasNoResult() throws Exception {
        final JobResultStore store = newStore();
        assertThat(get(store.hasJobResultEntryAsync(new JobID()))).isFalse();
        assertThat(store.getDirtyResults()).isEmpty();
    }

    @Test
    default void finishedJobIsDirtyUntilItIsCleanedUp() throws Exception {
        final JobResultStore store = newStore();
        final JobID jobId = new JobID();
        get(store.createDirtyResultAsync(entry(jobId)));
        assertThat(get(store.hasDirtyJobResultEntryAsync(jobId))).isTrue();
        assertThat(get(store.hasCleanJobResultEntryAsync(jobId))).isFalse();
        assertThat(store.getDirtyResults()).extracting(JobResult::getJobId).containsExactly(jobId);

        get(store.markResultAsCleanAsync(jobId));
        assertThat(get(store.hasDirtyJobResultEntryAsync(jobId))).isFalse();
        assertThat(get(store.hasCleanJobResultEntryAsync(jobId))).isTrue();
        assertThat(get(store.hasJobResultEntryAsync(jobId))).isTrue();
        assertThat(store.getDirtyResults()).isEmpty();
    }

    @Test
    default void secondResultOfAJobIsRefused() throws Exception {
        final JobResultStore store = newStore();
        final JobID jobId = new JobID();
        get(store.createDirtyResultAsync(entry(jobId)));
        assertThatThrownBy(() -> get(store.createDirtyResultAsync(entry(jobId))))
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    default void cleaningTwiceChangesNothing() throws Exception {
        final JobResultStore store = newStore();
        final JobID jobId = new JobID();
        get(store.createDirtyResultAsync(entry(jobId)));
        get(store.markResultAsCleanAsync(jobId));
        get(store.markResultAsCleanAsync(jobId));
        assertThat(get(store.hasCleanJobResultEntryAsync(jobId))).isTrue();
    }

    @Test
    default void jobWithoutResultCannotBeCleaned() throws Exception {
        final JobResultStore store = newStore();
        assertThatThrownBy(() -> get(store.markResultAsCleanAsync(new JobID())))
                .hasCauseInstanceOf(NoSuchElementException.class);
    }

    private static JobResultEntry entry(JobID jobId) {
        return new JobResultEntry(new JobResult.Builder().jobId(jobId).netRuntime(1).build());
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }
}
