package dev.olapha.profile.calls;

import dev.olapha.profile.recording.Call;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Sees how long a process downloads blobs from the JobManager's blob server. Flink has no hook for
 * that; but it downloads right after the blob store has said that it has nothing, into the file
 * that it showed to the blob store, and moves the file into its cache when it is complete. That is
 * looked for every millisecond while a download goes on, and not at all otherwise.
 */
final class BlobDownloads implements AutoCloseable {

    private static final long LOOK_MILLIS = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_WATCHED = 1_000;

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        final Thread created = new Thread(task, "olap-ha-profile-downloads");
                        created.setDaemon(true);
                        return created;
                    });

    /** Guarded by this. */
    private final List<Download> watched = new ArrayList<>();

    /** Ends the download's call when the blob has come or does not come any more. */
    synchronized void watch(Download download) {
        if (watched.size() == MOST_WATCHED) {
            return;
        }
        watched.add(download);
        if (watched.size() == 1) {
            lookLater();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        final List<Download> over =
                copyOfWatched().stream().filter(Download::isOver).collect(Collectors.toList());
        synchronized (this) {
            watched.removeAll(over);
            if (!watched.isEmpty()) {
                lookLater();
            }
        }
    }

    private synchronized List<Download> copyOfWatched() {
        return List.copyOf(watched);
    }

    private void lookLater() {
        try {
            thread.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The process ends.
        }
    }

    /** One blob that is on its way. Only the looking thread calls it after it is created. */
    static final class Download {

        private final File incoming;
        private final File complete;
        private final Call call;
        private final long start = System.nanoTime();
        private boolean seen;

        /**
         * @param incoming what is written while it comes
         * @param complete what is there afterwards
         */
        Download(File incoming, File complete, Call call) {
            this.incoming = incoming;
            this.complete = complete;
            this.call = call;
        }

        private boolean isOver() {
            // In this order: the file is moved from the one to the other.
            final boolean coming = incoming.exists();
            if (complete.exists()) {
                call.returned();
                call.sized(complete.length());
                return true;
            }
            final boolean lost = seen && !coming;
            seen |= coming;
            if (lost || System.nanoTime() - start > PATIENCE.toNanos()) {
                call.failed();
                return true;
            }
            return false;
        }
    }
}
