package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What a TaskManager does for each job: it derives the job's leader from the cluster's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JobLeaderBenchmark {

    private static final String CLUSTER =
            "pekko.tcp://flink@host-1:6123/user/rpc/resourcemanager_0";
    private static final String JOB = "pekko.tcp://flink@host-1:6123/user/rpc/jobmanager_7";

    /** Jobs whose leader is watched at the same time. */
    @Param({"1", "100", "10000"})
    public int jobs;

    private final LeaderBroadcast cluster = new LeaderBroadcast();
    private final LeaderInformation[] terms = {
        LeaderInformation.known(LeaderEpoch.newSession(1), CLUSTER),
        LeaderInformation.known(LeaderEpoch.newSession(2), CLUSTER)
    };
    private int term;

    @Setup
    public void watchJobs() {
        cluster.announce(terms[0]);
        for (int i = 0; i < jobs; i++) {
            cluster.add(subscription());
        }
    }

    /** A job comes and goes while the others are watched. */
    @Benchmark
    public LeaderSubscription startAndStop() {
        final LeaderSubscription subscription = subscription();
        cluster.add(subscription);
        cluster.remove(subscription);
        return subscription;
    }

    /** Another leader is announced to all of them. To be run by one thread. */
    @Benchmark
    public void announceToAll() {
        term = 1 - term;
        cluster.announce(terms[term]);
    }

    private LeaderSubscription subscription() {
        return new LeaderSubscription(cluster::leader, new DerivedJobLeader(JOB, new Listener()));
    }

    private static final class Listener implements LeaderRetrievalListener {

        private UUID heard;

        @Override
        public void notifyLeaderAddress(String address, UUID session) {
            heard = session;
        }

        @Override
        public void handleError(Exception error) {
            throw new IllegalStateException(error);
        }
    }
}
