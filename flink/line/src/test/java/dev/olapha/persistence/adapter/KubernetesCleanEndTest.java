package dev.olapha.persistence.adapter;

class KubernetesCleanEndTest extends CleanEndContract {

    @Override
    PersistedCluster start(String storageDirectory) {
        return new KubernetesCluster(storageDirectory);
    }
}
