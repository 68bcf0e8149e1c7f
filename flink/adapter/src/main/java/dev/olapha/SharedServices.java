package dev.olapha;

import dev.olapha.persistence.adapter.JobData;

/** The services that do not differ between Flink's release lines. */
final class SharedServices {

    private final ProcessServices process;
    private final JobData jobData;

    SharedServices(ProcessServices process, JobData jobData) {
        this.process = process;
        this.jobData = jobData;
    }

    ProcessServices process() {
        return process;
    }

    JobData jobData() {
        return jobData;
    }
}
