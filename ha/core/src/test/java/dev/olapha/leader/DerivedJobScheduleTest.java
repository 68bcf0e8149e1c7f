package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a job hears of its leader while the leader of its process changes: schedules of the threads,
 * chosen by Lincheck's model checker, on the real classes. What is found once is found always.
 */
class DerivedJobScheduleTest {

    private static final int SCHEDULES = 200;
    private static final String ADDRESS = "pekko.tcp://flink@h:1/user/rpc/x";
    private static final UUID FIRST = LeaderEpoch.newSession(1);
    private static final UUID SECOND = LeaderEpoch.newSession(2);

    /**
     * Lincheck takes a schedule for hung after 30 s, and rewrites every class when it first meets
     * it: on a busy machine its own and the JDK's would take the first schedule most of that.
     */
    @BeforeAll
    static void rewriteWhatEveryScheduleUses() {
        Lincheck.runConcurrentTest(
                1,
                () -> {
                    final AtomicInteger count = new AtomicInteger();
                    together(count::incrementAndGet, count::incrementAndGet);
                    check(count.get() == 2, List.of());
                });
    }

    @Test
    void jobHasOneTermHoweverItsStartMeetsChangesOfLeadership() {
        Lincheck.runConcurrentTest(
                SCHEDULES,
                () -> {
                    final LeaderBroadcast process = new LeaderBroadcast();
                    final LeaderBroadcast job = new LeaderBroadcast();
                    final DerivedJobElection election =
                            new DerivedJobElection(process, job, () -> {}, () -> {});
                    final Contender contender = new Contender();
                    together(
                            () -> election.startLeaderElection(contender),
                            () -> {
                                lead(process, FIRST);
                                process.announce(LeaderInformation.empty());
                                lead(process, SECOND);
                            });
                    final boolean began = contender.heard.get(0).equals(SECOND.toString());
                    check(
                            contender.heard.equals(
                                    began
                                            ? List.of(SECOND.toString())
                                            : List.of(FIRST.toString(), "revoked")),
                            contender.heard);
                    check(election.hasLeadership(SECOND) == began, contender.heard);
                    check(!election.hasLeadership(FIRST), contender.heard);
                });
    }

    @Test
    void closedElectionLeadsNothingHoweverItsEndMeetsAGrant() {
        Lincheck.runConcurrentTest(
                SCHEDULES,
                () -> {
                    final LeaderBroadcast process = new LeaderBroadcast();
                    final LeaderBroadcast job = new LeaderBroadcast();
                    final DerivedJobElection election =
                            new DerivedJobElection(process, job, () -> {}, () -> {});
                    final Contender contender = new Contender();
                    election.startLeaderElection(contender);
                    together(election::close, () -> lead(process, FIRST));
                    check(!election.hasLeadership(FIRST), contender.heard);
                    check(job.leader().isEmpty(), contender.heard);
                    check(process.subscriptionCount() == 0, contender.heard);
                });
    }

    @Test
    void whoWatchesAJobIsNeverLedIntoAnotherTerm() {
        Lincheck.runConcurrentTest(
                SCHEDULES,
                () -> {
                    final LeaderBroadcast process = new LeaderBroadcast();
                    final Watcher watcher = new Watcher();
                    final LeaderSubscription subscription =
                            new LeaderSubscription(
                                    process::leader, new DerivedJobLeader(ADDRESS, watcher));
                    together(
                            () -> process.add(subscription),
                            () -> {
                                lead(process, FIRST);
                                lead(process, SECOND);
                            });
                    check(
                            watcher.heard.equals(List.of(SECOND.toString()))
                                    || watcher.heard.equals(List.of(FIRST.toString(), "lost")),
                            watcher.heard);
                });
    }

    private static void lead(LeaderBroadcast process, UUID session) {
        process.announce(LeaderInformation.known(session, ADDRESS));
    }

    private static void together(Runnable one, Runnable other) {
        final Thread thread = new Thread(one);
        thread.start();
        other.run();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(boolean condition, List<String> heard) {
        if (!condition) {
            throw new IllegalStateException("Heard: " + heard);
        }
    }

    /** Called by one thread at a time, or it notices. */
    private static final class Contender implements LeaderContender {

        private final List<String> heard = new ArrayList<>();
        private volatile boolean called;

        @Override
        public void grantLeadership(UUID session) {
            hear(session.toString());
        }

        @Override
        public void revokeLeadership() {
            hear("revoked");
        }

        private void hear(String what) {
            check(!called, heard);
            called = true;
            heard.add(what);
            called = false;
        }

        @Override
        public void handleError(Exception error) {
            throw new IllegalStateException(error);
        }
    }

    private static final class Watcher implements LeaderRetrievalListener {

        private final List<String> heard = new ArrayList<>();

        @Override
        public void notifyLeaderAddress(String address, UUID session) {
            heard.add(session == null ? "lost" : session.toString());
        }

        @Override
        public void handleError(Exception error) {
            throw new IllegalStateException(error);
        }
    }
}
