package dev.olapha.persistence.adapter;

import dev.olapha.testkit.persistence.JobResultStoreContract;

import org.apache.flink.runtime.highavailability.JobResultStore;

class InMemoryJobResultStoreContractTest implements JobResultStoreContract {

    @Override
    public JobResultStore newStore() {
        return new InMemoryJobData(100).jobResultStore();
    }
}
