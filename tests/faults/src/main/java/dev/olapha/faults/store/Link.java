package dev.olapha.faults.store;

import java.time.Duration;

/** The network between one process and the store. May be used by any thread. */
public interface Link extends AutoCloseable {

    /** Nothing passes and nobody is told, as when a network is partitioned. */
    void silence();

    /** Connections are reset, new ones refused. */
    void cut();

    /** Every round trip takes longer by this. */
    void delay(Duration roundTrip);

    /** Everything passes again, without delay. */
    void restore();

    @Override
    void close();
}
