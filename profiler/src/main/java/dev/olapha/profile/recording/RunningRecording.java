package dev.olapha.profile.recording;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A recording that several parts of a process share, and the thread that writes its file. */
final class RunningRecording {

    private final Recording recording;
    private final ProfileFile file;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        final Thread thread = new Thread(task, "olap-ha-profile-writer");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** A process of many short-lived clients closes none of its leases. */
    private final Thread atExit;

    /** Guarded by the owner's lock. */
    private int leases;

    RunningRecording(Recording recording, ProfileFile file, Duration interval) {
        this.recording = recording;
        this.file = file;
        this.atExit = new Thread(file::write, "olap-ha-profile-at-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        writer.scheduleWithFixedDelay(
                file::write, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * @param whenLast called at the end of the last lease, under the owner's lock
     */
    RecordingLease lease(Object owner, Runnable whenLast) {
        leases++;
        final AtomicBoolean over = new AtomicBoolean();
        return new RecordingLease(
                recording,
                () -> {
                    if (over.compareAndSet(false, true)) {
                        endLease(owner, whenLast);
                    }
                });
    }

    private void endLease(Object owner, Runnable whenLast) {
        final boolean last;
        synchronized (owner) {
            last = --leases == 0;
            if (last) {
                whenLast.run();
            }
        }
        if (last) {
            writer.shutdownNow();
            forgetExit();
        }
        file.write();
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down already; the hook writes once more.
        }
    }
}
