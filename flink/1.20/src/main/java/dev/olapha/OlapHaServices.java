package dev.olapha;

import org.apache.flink.runtime.jobmanager.JobGraphStore;
import org.apache.flink.util.function.SupplierWithException;

/** Flink 1.20's view of the composed services. */
final class OlapHaServices implements CommonHaServices {

    private final SharedServices shared;
    private final SupplierWithException<JobGraphStore, Exception> jobGraphs;

    OlapHaServices(
            SharedServices shared, SupplierWithException<JobGraphStore, Exception> jobGraphs) {
        this.shared = shared;
        this.jobGraphs = jobGraphs;
    }

    @Override
    public SharedServices shared() {
        return shared;
    }

    @Override
    public JobGraphStore getJobGraphStore() throws Exception {
        return jobGraphs.get();
    }
}
