package dev.olapha;

import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.util.function.SupplierWithException;

/** The view that Flink 2.0 to 2.2 have of the composed services. */
final class OlapHaServices implements CommonHaServices {

    private final SharedServices shared;
    private final SupplierWithException<ExecutionPlanStore, Exception> plans;

    OlapHaServices(
            SharedServices shared, SupplierWithException<ExecutionPlanStore, Exception> plans) {
        this.shared = shared;
        this.plans = plans;
    }

    @Override
    public SharedServices shared() {
        return shared;
    }

    @Override
    public ExecutionPlanStore getExecutionPlanStore() throws Exception {
        return plans.get();
    }
}
