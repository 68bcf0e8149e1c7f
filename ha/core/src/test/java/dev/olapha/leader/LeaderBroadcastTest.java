package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class LeaderBroadcastTest {

    private final LeaderBroadcast broadcast = new LeaderBroadcast();
    private final HeardLeaders heard = new HeardLeaders();

    @Test
    void newcomerHearsThePresentLeaderBeforeStartReturns() {
        broadcast.announce(leader(1));
        retriever().start(heard);
        assertThat(heard.all()).containsExactly(leader(1));
    }

    @Test
    void newcomerHearsNothingWhileNobodyLeads() {
        retriever().start(heard);
        assertThat(heard.all()).isEmpty();
    }

    @Test
    void unchangedLeaderIsNotRepeated() {
        retriever().start(heard);
        broadcast.announce(leader(1));
        broadcast.announce(leader(1));
        assertThat(heard.all()).containsExactly(leader(1));
    }

    @Test
    void stoppedRetrieverHearsNothingAndIsForgotten() {
        final BroadcastRetriever retriever = retriever();
        retriever.start(heard);
        retriever.stop();
        broadcast.announce(leader(1));
        assertThat(heard.all()).isEmpty();
        assertThat(broadcast.subscriptionCount()).isZero();
    }

    @Test
    void listenerThatFailsDoesNotKeepTheNewsFromOthers() {
        final List<Exception> reported = new ArrayList<>();
        retriever().start(failingInto(reported));
        retriever().start(heard);
        broadcast.announce(leader(1));
        broadcast.announce(leader(2));
        assertThat(heard.all()).containsExactly(leader(1), leader(2));
        assertThat(reported).hasSize(2);
    }

    @Test
    void listenerThatMissesAClassIsToldAndHearsTheNextLeader() {
        final List<UUID> heard = new ArrayList<>();
        final List<Exception> errors = new ArrayList<>();
        retriever()
                .start(
                        new LeaderRetrievalListener() {
                            @Override
                            public void notifyLeaderAddress(String address, UUID session) {
                                heard.add(session);
                                if (heard.size() == 1) {
                                    throw new NoClassDefFoundError("on purpose");
                                }
                            }

                            @Override
                            public void handleError(Exception error) {
                                errors.add(error);
                                throw new IllegalStateException("on purpose");
                            }
                        });

        final LeaderInformation first = leader(1);
        final LeaderInformation second = leader(2);
        broadcast.announce(first);
        broadcast.announce(second);

        assertThat(heard).containsExactly(first.getLeaderSessionID(), second.getLeaderSessionID());
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void newcomerIsToldTheFailureUntilALeaderIsAnnounced() {
        final HeardLeaders early = new HeardLeaders();
        final HeardLeaders late = new HeardLeaders();
        final HeardLeaders afterwards = new HeardLeaders();
        final Exception refused = new Exception("on purpose");
        retriever().start(early);
        broadcast.fail(refused);
        retriever().start(late);
        broadcast.announce(leader(1));
        retriever().start(afterwards);

        assertThat(early.errors()).containsExactly(refused);
        assertThat(late.errors()).containsExactly(refused);
        assertThat(afterwards.errors()).isEmpty();
    }

    @Test
    void listenerMayStopItselfAndOthersWhileItIsTold() {
        final BroadcastRetriever self = retriever();
        final BroadcastRetriever other = retriever();
        other.start(heard);
        self.start(
                stopping(
                        () -> {
                            self.stop();
                            other.stop();
                        }));
        broadcast.announce(leader(1));
        broadcast.announce(leader(2));
        assertThat(broadcast.subscriptionCount()).isZero();
    }

    /**
     * The last word must reach every listener, and no listener be called by two threads at once.
     */
    @Test
    void announcementsOfManyThreadsEndWithTheSameLeaderEverywhere() throws Exception {
        final int listeners = 20;
        final List<Exclusive> all = new ArrayList<>();
        for (int i = 0; i < listeners; i++) {
            all.add(new Exclusive());
            retriever().start(all.get(i));
        }
        final ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 2_000; i++) {
            final int epoch = i;
            threads.execute(() -> broadcast.announce(leader(epoch)));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        final UUID end = broadcast.leader().getLeaderSessionID();
        assertThat(all)
                .allSatisfy(
                        listener -> {
                            assertThat(listener.last).isEqualTo(end);
                            assertThat(listener.overlapped).isFalse();
                        });
    }

    private BroadcastRetriever retriever() {
        return new BroadcastRetriever(broadcast, UnaryOperator.identity());
    }

    private static LeaderInformation leader(long epoch) {
        return LeaderInformation.known(new UUID(epoch, 1), "pekko://flink/user/rpc/x");
    }

    private static LeaderRetrievalListener failingInto(List<Exception> reported) {
        return new LeaderRetrievalListener() {
            @Override
            public void notifyLeaderAddress(String address, UUID session) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void handleError(Exception error) {
                reported.add(error);
            }
        };
    }

    private static LeaderRetrievalListener stopping(Runnable stop) {
        return new LeaderRetrievalListener() {
            @Override
            public void notifyLeaderAddress(String address, UUID session) {
                stop.run();
            }

            @Override
            public void handleError(Exception error) {}
        };
    }

    private static final class Exclusive implements LeaderRetrievalListener {

        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean overlapped;
        private volatile UUID last;

        @Override
        public void notifyLeaderAddress(String address, UUID session) {
            overlapped |= inside.incrementAndGet() > 1;
            last = session;
            inside.decrementAndGet();
        }

        @Override
        public void handleError(Exception error) {}
    }
}
