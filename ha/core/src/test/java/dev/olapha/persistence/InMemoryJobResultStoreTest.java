package dev.olapha.persistence;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.SerializedValue;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InMemoryJobResultStoreTest {

    private final JobResultStore store = new InMemoryJobResultStore(3);

    @Test
    void finishedJobIsDirtyThenClean() throws Exception {
        final JobID jobId = new JobID();
        store.createDirtyResultAsync(entry(jobId)).get();
        assertThat(store.hasDirtyJobResultEntryAsync(jobId).get()).isTrue();
        assertThat(store.getDirtyResults()).hasSize(1);

        store.markResultAsCleanAsync(jobId).get();
        assertThat(store.hasDirtyJobResultEntryAsync(jobId).get()).isFalse();
        assertThat(store.hasCleanJobResultEntryAsync(jobId).get()).isTrue();
        assertThat(store.hasJobResultEntryAsync(jobId).get()).isTrue();
        assertThat(store.getDirtyResults()).isEmpty();
    }

    @Test
    void sameJobIsNotTakenTwice() throws Exception {
        final JobID jobId = new JobID();
        store.createDirtyResultAsync(entry(jobId)).get();
        assertFailsWith(store.createDirtyResultAsync(entry(jobId)), IllegalStateException.class);
        store.markResultAsCleanAsync(jobId).get();
        assertFailsWith(store.createDirtyResultAsync(entry(jobId)), IllegalStateException.class);
    }

    @Test
    void cleaningTwiceIsAllowedCleaningTheUnknownIsNot() throws Exception {
        final JobID jobId = new JobID();
        store.createDirtyResultAsync(entry(jobId)).get();
        store.markResultAsCleanAsync(jobId).get();
        store.markResultAsCleanAsync(jobId).get();
        assertFailsWith(store.markResultAsCleanAsync(new JobID()), NoSuchElementException.class);
    }

    @Test
    void oldestIsForgottenFirstAndMayRunAgain() throws Exception {
        final JobID first = new JobID();
        finish(first);
        for (int i = 0; i < 3; i++) {
            finish(new JobID());
        }
        assertThat(store.hasJobResultEntryAsync(first).get()).isFalse();
        store.createDirtyResultAsync(entry(first)).get();
    }

    @Test
    void dirtyResultsAreNeverForgotten() throws Exception {
        final JobID dirty = new JobID();
        store.createDirtyResultAsync(entry(dirty)).get();
        for (int i = 0; i < 10; i++) {
            finish(new JobID());
        }
        assertThat(store.hasDirtyJobResultEntryAsync(dirty).get()).isTrue();
    }

    @Test
    void whatIsDirtyEndsWithItsTerm() throws Exception {
        final InMemoryJobResultStore former = new InMemoryJobResultStore(3);
        final JobID jobId = new JobID();
        former.createDirtyResultAsync(entry(jobId)).get();

        final InMemoryJobResultStore next = former.ofNextTerm();

        assertThat(next.getDirtyResults()).isEmpty();
        assertThat(next.hasDirtyJobResultEntryAsync(jobId).get()).isFalse();
        assertThat(next.hasCleanJobResultEntryAsync(jobId).get()).isTrue();
    }

    /** A dispatcher may still be ending when the next one has begun. */
    @Test
    void whatComesAfterTheTermIsRememberedAndNeverDirty() throws Exception {
        final InMemoryJobResultStore former = new InMemoryJobResultStore(3);
        final InMemoryJobResultStore next = former.ofNextTerm();
        final JobID jobId = new JobID();

        former.createDirtyResultAsync(entry(jobId)).get();
        former.markResultAsCleanAsync(jobId).get();
        former.markResultAsCleanAsync(new JobID()).get();

        assertThat(former.getDirtyResults()).isEmpty();
        assertThat(next.getDirtyResults()).isEmpty();
        assertThat(next.hasCleanJobResultEntryAsync(jobId).get()).isTrue();
    }

    @Test
    void cleanJobsAreRememberedInEveryTerm() throws Exception {
        final InMemoryJobResultStore former = new InMemoryJobResultStore(3);
        final JobID jobId = new JobID();
        former.createDirtyResultAsync(entry(jobId)).get();
        former.markResultAsCleanAsync(jobId).get();

        final InMemoryJobResultStore next = former.ofNextTerm().ofNextTerm();

        assertThat(next.hasCleanJobResultEntryAsync(jobId).get()).isTrue();
        assertFailsWith(next.createDirtyResultAsync(entry(jobId)), IllegalStateException.class);
    }

    @Test
    void nothingIsRememberedIfToldSo() throws Exception {
        final JobResultStore forgetful = new InMemoryJobResultStore(0);
        final JobID jobId = new JobID();
        forgetful.createDirtyResultAsync(entry(jobId)).get();
        forgetful.markResultAsCleanAsync(jobId).get();
        assertThat(forgetful.hasJobResultEntryAsync(jobId).get()).isFalse();
    }

    /** With Flink's own in-memory store 100,000 results of 10 kB would take a gigabyte. */
    @Test
    void aHundredThousandFinishedJobsTakeLittleMemory() throws Exception {
        final JobResultStore large = new InMemoryJobResultStore(10_000);
        final long before = usedMemory();
        for (int i = 0; i < 100_000; i++) {
            final JobID jobId = new JobID();
            large.createDirtyResultAsync(entryWithPayload(jobId)).get();
            large.markResultAsCleanAsync(jobId).get();
        }
        assertThat(usedMemory() - before).isLessThan(10_000L * 500);
        assertThat(large.getDirtyResults()).isEmpty();
    }

    private void finish(JobID jobId) throws Exception {
        store.createDirtyResultAsync(entry(jobId)).get();
        store.markResultAsCleanAsync(jobId).get();
    }

    private static JobResultEntry entry(JobID jobId) {
        return new JobResultEntry(result(jobId).build());
    }

    private static JobResultEntry entryWithPayload(JobID jobId) {
        return new JobResultEntry(
                result(jobId)
                        .accumulatorResults(
                                Map.of("rows", SerializedValue.fromBytes(new byte[10_000])))
                        .build());
    }

    private static JobResult.Builder result(JobID jobId) {
        return new JobResult.Builder().jobId(jobId).netRuntime(1);
    }

    private static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void assertFailsWith(
            CompletableFuture<?> future, Class<? extends Exception> type) {
        assertThat(future).isCompletedExceptionally();
        assertThatThrownBy(future::get).hasCauseInstanceOf(type);
    }
}
