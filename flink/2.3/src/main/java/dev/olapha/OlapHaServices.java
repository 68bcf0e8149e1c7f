package dev.olapha;

import org.apache.flink.runtime.highavailability.ApplicationResultStore;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.util.function.SupplierWithException;

import java.util.function.Supplier;

/** Flink 2.3's view of the composed services. */
final class OlapHaServices implements CommonHaServices {

    private final SharedServices shared;
    private final SupplierWithException<ExecutionPlanStore, Exception> plans;
    private final SupplierWithException<ApplicationStore, Exception> applications;
    private final Supplier<? extends ApplicationResultStore> applicationResults;

    OlapHaServices(
            SharedServices shared,
            SupplierWithException<ExecutionPlanStore, Exception> plans,
            SupplierWithException<ApplicationStore, Exception> applications,
            Supplier<? extends ApplicationResultStore> applicationResults) {
        this.shared = shared;
        this.plans = plans;
        this.applications = applications;
        this.applicationResults = applicationResults;
    }

    @Override
    public SharedServices shared() {
        return shared;
    }

    @Override
    public ExecutionPlanStore getExecutionPlanStore() throws Exception {
        return plans.get();
    }

    @Override
    public ApplicationStore getApplicationStore() throws Exception {
        return applications.get();
    }

    @Override
    public ApplicationResultStore getApplicationResultStore() {
        return applicationResults.get();
    }
}
