package dev.olapha.persistence.adapter;

import org.apache.flink.runtime.persistence.RetrievableStateStorageHelper;
import org.apache.flink.runtime.state.RetrievableStateHandle;

import java.io.Serializable;

/**
 * For Flink's stores of pointers where they only delete: they mark a pointer, delete the file that
 * it names, and then the pointer. An interruption therefore leaves something that can be deleted
 * the next time, and a store never takes what is marked for something to be recovered.
 */
final class PointerStorage implements RetrievableStateStorageHelper<Serializable> {

    @Override
    public RetrievableStateHandle<Serializable> store(Serializable state) {
        throw new UnsupportedOperationException("Pointers are only deleted here.");
    }
}
