package dev.olapha.faults.cluster;

import java.util.Map;

/** What a cluster needs before its processes start, so that a fault can strike it. */
public interface Preparation extends AutoCloseable {

    /** Further settings of one process. */
    Map<String, String> settings(String process);

    @Override
    void close();
}
