package dev.olapha.leader;

import dev.olapha.lifecycle.Closer;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.DefaultLeaderElectionService;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.util.function.Consumer;

/**
 * Who leads: the election of this process and the retrieval of all leaders of its cluster. One
 * instance serves one process. Thread-safe.
 */
public final class LeaderServices implements AutoCloseable {

    private final LeaderBackend backend;
    private final LeaderWatches watches;
    private final JobLeadership jobLeadership;
    private final DefaultLeaderElectionService elections;

    private LeaderServices(
            LeaderBackend backend,
            LeaderWatches watches,
            DefaultLeaderElectionService elections,
            JobLeadership jobLeadership) {
        this.backend = backend;
        this.watches = watches;
        this.elections = elections;
        this.jobLeadership = jobLeadership;
    }

    /**
     * For clusters that do not recover jobs: the leader of a job is derived from the cluster's.
     *
     * @param backend closed by {@link #close()}
     * @param onJobLost told of each job of another process that has lost its leader, after whoever
     *     watches the job; must neither wait nor throw
     */
    public static LeaderServices derivingJobLeaders(
            LeaderBackend backend, Consumer<JobID> onJobLost) {
        final ProcessLeadership processLeadership = new ProcessLeadership();
        final LeaderWatches watches = new LeaderWatches(backend, processLeadership);
        return new LeaderServices(
                backend,
                watches,
                new DefaultLeaderElectionService(
                        flink -> {
                            final LeaderElectionDriver.Listener listener =
                                    processLeadership.informedBy(flink);
                            return jobManagersDriver(
                                    processLeadership.informedBy(
                                            backend.createElectionDriver(listener)),
                                    listener);
                        }),
                new DerivedJobLeadership(processLeadership, watches, onJobLost));
    }

    /**
     * For clusters that recover jobs: every job's leader is published, as in stock Flink.
     *
     * @param backend closed by {@link #close()}
     */
    public static LeaderServices publishingJobLeaders(LeaderBackend backend) {
        final LeaderWatches watches = new LeaderWatches(backend);
        final DefaultLeaderElectionService elections =
                new DefaultLeaderElectionService(
                        listener ->
                                jobManagersDriver(
                                        backend.createElectionDriver(listener), listener));
        return new LeaderServices(
                backend, watches, elections, new PublishedJobLeadership(elections, watches));
    }

    private static LeaderElectionDriver jobManagersDriver(
            LeaderElectionDriver backends, LeaderElectionDriver.Listener listener) {
        LeaderClasses.loadInBackground();
        return DescriptorGuard.of(new RestEndpointLast(backends), listener);
    }

    /**
     * @param componentId one of {@link ComponentIds}
     */
    public LeaderElection election(String componentId) {
        return elections.createLeaderElection(componentId);
    }

    public LeaderElection jobElection(JobID jobId) {
        return jobLeadership.election(jobId);
    }

    /**
     * @param componentId one of {@link ComponentIds}
     */
    public LeaderRetrievalService retriever(String componentId) {
        return watches.retriever(componentId);
    }

    public LeaderRetrievalService jobRetriever(JobID jobId) {
        return jobLeadership.retriever(jobId);
    }

    public LeaderRetrievalService jobRetriever(JobID jobId, String jobAddress) {
        return jobLeadership.retriever(jobId, jobAddress);
    }

    /** Deletes what elections and records have left in the coordination service. */
    public void cleanUp() throws Exception {
        backend.cleanUp();
    }

    @Override
    public void close() throws Exception {
        try (Closer closer = new Closer()) {
            closer.register(backend::close);
            closer.register(watches::close);
            closer.register(elections);
        }
    }
}
