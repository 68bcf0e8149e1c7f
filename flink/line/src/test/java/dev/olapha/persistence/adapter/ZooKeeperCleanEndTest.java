package dev.olapha.persistence.adapter;

class ZooKeeperCleanEndTest extends CleanEndContract {

    @Override
    PersistedCluster start(String storageDirectory) {
        return new ZooKeeperCluster(storageDirectory);
    }
}
