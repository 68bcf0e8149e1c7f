package dev.olapha.faults.load;

import org.apache.flink.runtime.jobgraph.JobVertex;

import java.util.ArrayList;
import java.util.List;

/** A vertex that takes all memory of the JobManager when the job is initialized there, for good. */
public final class GreedyVertex extends JobVertex {

    private static final long serialVersionUID = 1L;

    private static final int BLOCK = 1024 * 1024;
    private static final List<byte[]> TAKEN = new ArrayList<>();

    GreedyVertex() {
        super("greedy");
    }

    /** Called by the JobManager. */
    @Override
    public void initializeOnMaster(InitializeOnMasterContext context) {
        while (true) {
            TAKEN.add(new byte[BLOCK]);
        }
    }
}
