package dev.olapha.faults.store;

/** Ends what it watches when it is closed. */
public interface StoreWatch extends AutoCloseable {

    @Override
    void close();
}
