package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Start and end of a job's leadership in a process that leads: what replaces an election. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JobElectionBenchmark {

    private final LeaderBroadcast process = new LeaderBroadcast();

    @Setup
    public void lead() {
        process.announce(LeaderInformation.known(LeaderEpoch.newSession(1), "address"));
    }

    /** By as many threads as JMH is told: jobs start and end at the same time. */
    @Benchmark
    public boolean startAndClose() {
        final Contender contender = new Contender();
        final DerivedJobElection election =
                new DerivedJobElection(process, new LeaderBroadcast(), () -> {}, () -> {});
        election.startLeaderElection(contender);
        final boolean leads = election.hasLeadership(contender.session);
        election.close();
        return leads;
    }

    private static final class Contender implements LeaderContender {

        private UUID session;

        @Override
        public void grantLeadership(UUID granted) {
            session = granted;
        }

        @Override
        public void revokeLeadership() {}

        @Override
        public void handleError(Exception error) {}
    }
}
