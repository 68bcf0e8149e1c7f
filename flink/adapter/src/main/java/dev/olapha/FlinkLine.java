package dev.olapha;

import dev.olapha.persistence.adapter.DurableJobData;
import dev.olapha.persistence.adapter.DurableLayout;
import dev.olapha.persistence.adapter.InMemoryJobData;
import dev.olapha.persistence.adapter.KubernetesPointers;
import dev.olapha.persistence.adapter.LocalBlobs;
import dev.olapha.persistence.adapter.SharedBlobs;
import dev.olapha.persistence.adapter.UploadedFiles;
import dev.olapha.persistence.adapter.ZooKeeperPointers;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.BlobStoreService;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;

import java.io.IOException;

/**
 * What differs between Flink's release lines: which stores there are, and a signature. Every
 * drop-in jar brings one implementation, found with {@link java.util.ServiceLoader}.
 */
public interface FlinkLine {

    /** The services of a cluster that keeps job data in memory. */
    HighAvailabilityServices inMemory(ProcessServices process, InMemoryJobData jobData);

    /** The services of a cluster that keeps job data where stock Flink keeps it on ZooKeeper. */
    HighAvailabilityServices durable(
            ProcessServices process, DurableJobData jobData, ZooKeeperPointers pointers)
            throws Exception;

    /** The services of a cluster that keeps job data where stock Flink keeps it on Kubernetes. */
    HighAvailabilityServices durable(
            ProcessServices process, DurableJobData jobData, KubernetesPointers pointers)
            throws Exception;

    /** The shared blob store, which at the end deletes what this process has put there. */
    default BlobStoreService sharedBlobs(UploadedFiles files) throws IOException {
        return new SharedBlobs(files);
    }

    /** Puts nothing into the shared blob store, and takes from it what recovered jobs need. */
    default BlobStoreService localBlobs(UploadedFiles files) throws IOException {
        return new LocalBlobs(files);
    }

    /** Where stock Flink of this line keeps job data. */
    DurableLayout layout(Configuration configuration);

    /**
     * Has a TaskManager free the slots of a job in which no task is running, and the others when
     * their tasks have ended. Returns at once.
     */
    void freeInactiveSlots(TaskExecutorGateway taskManager, JobID jobId);
}
