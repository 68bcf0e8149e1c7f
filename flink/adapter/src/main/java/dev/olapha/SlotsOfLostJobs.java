package dev.olapha;

import org.apache.flink.api.common.JobID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees the slots of a job that has lost its leader for good. A TaskManager keeps them for {@code
 * taskmanager.slot.timeout} (10 s by default), so that a recovered job finds them; without recovery
 * nobody will, and the next leader's queries wait. (Lowering the timeout would not do: it also runs
 * while a slot is being offered to a JobMaster, and a busy one may take its time.)
 */
final class SlotsOfLostJobs {

    private static final Logger LOG = LoggerFactory.getLogger(SlotsOfLostJobs.class);

    private final FlinkLine line;

    SlotsOfLostJobs(FlinkLine line) {
        this.line = line;
    }

    /**
     * Called right after the TaskManager was told of the loss, so that in the order of its messages
     * it cancels the tasks, then sets the slots free; a slot waits for its last task. Returns at
     * once.
     */
    void free(JobID jobId) {
        TaskManagersOfThisProcess.forEach(
                taskManager -> {
                    LOG.info("Freeing the slots of job {}, which has lost its leader.", jobId);
                    line.freeInactiveSlots(taskManager, jobId);
                });
    }
}
