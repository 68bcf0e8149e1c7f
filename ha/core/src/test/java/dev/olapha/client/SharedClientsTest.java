package dev.olapha.client;

import dev.olapha.leader.LeaderRetrievalBackend;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.lifecycle.Closer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class SharedClientsTest {

    private static final Map<String, String> ONE = Map.of("quorum", "a");
    private static final Map<String, String> OTHER = Map.of("quorum", "b");

    private final SharedClients clients = new SharedClients();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger watches = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Test
    void burstOfClientsSharesOneConnectionAndOneWatch() throws Exception {
        final List<ClientLeaderServices> burst = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            burst.add(clients.join(ONE, Duration.ofHours(1), this::open));
            burst.get(i).getClusterRestEndpointLeaderRetriever();
        }
        burst.forEach(ClientLeaderServices::close);
        clients.join(ONE, Duration.ofHours(1), this::open);
        assertThat(opened).hasValue(1);
        assertThat(watches).hasValue(1);
        clients.closeAll();
    }

    @Test
    void otherSettingsHaveAConnectionOfTheirOwn() throws Exception {
        clients.join(ONE, Duration.ofHours(1), this::open);
        clients.join(OTHER, Duration.ofHours(1), this::open);
        assertThat(opened).hasValue(2);
        clients.closeAll();
    }

    @Test
    void idleConnectionIsClosedAndTheNextClientOpensANewOne() throws Exception {
        clients.join(ONE, Duration.ofMillis(1), this::open).close();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        clients.join(ONE, Duration.ofHours(1), this::open);
        assertThat(opened).hasValue(2);
        clients.closeAll();
        assertThat(clients.openConnections()).isZero();
    }

    @Test
    void closingAClientTwiceReleasesItOnce() throws Exception {
        final ClientLeaderServices first = clients.join(ONE, Duration.ZERO, this::open);
        final ClientLeaderServices second = clients.join(ONE, Duration.ZERO, this::open);
        first.close();
        first.close();
        assertThat(closed.await(100, TimeUnit.MILLISECONDS)).isFalse();
        second.close();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void connectionThatCannotBeOpenedIsTriedAgainByTheNextClient() throws Exception {
        assertThatThrownBy(
                        () ->
                                clients.join(
                                        ONE,
                                        Duration.ZERO,
                                        closer -> {
                                            throw new IllegalStateException("no quorum");
                                        }))
                .hasMessage("no quorum");
        clients.join(ONE, Duration.ofHours(1), this::open);
        assertThat(opened).hasValue(1);
        clients.closeAll();
    }

    @Test
    void clientsThatComeWhileTheConnectionClosesNeverGetAClosedOne() throws Exception {
        final AtomicInteger usedAfterClose = new AtomicInteger();
        final ExecutorService threads = Executors.newFixedThreadPool(4);
        final List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(
                    threads.submit(
                            () -> {
                                for (int n = 0; n < 2_000; n++) {
                                    final ClientLeaderServices client =
                                            clients.join(
                                                    ONE,
                                                    Duration.ZERO,
                                                    closer -> new Mortal(closer, usedAfterClose));
                                    client.getClusterRestEndpointLeaderRetriever();
                                    client.close();
                                }
                                return null;
                            }));
        }
        for (Future<?> one : all) {
            one.get(20, TimeUnit.SECONDS);
        }
        threads.shutdown();
        clients.closeAll();
        assertThat(usedAfterClose).hasValue(0);
    }

    private LeaderRetrievalBackend open(Closer closer) {
        opened.incrementAndGet();
        closer.register(closed::countDown);
        return new OpenBackend(watches);
    }

    /** Notices when it is asked for a watch after its connection was closed. */
    private static final class Mortal implements LeaderRetrievalBackend {

        private final AtomicInteger usedAfterClose;
        private volatile boolean dead;

        private Mortal(Closer closer, AtomicInteger usedAfterClose) {
            this.usedAfterClose = usedAfterClose;
            closer.register(() -> dead = true);
        }

        @Override
        public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
            if (dead) {
                usedAfterClose.incrementAndGet();
            }
            return () -> {};
        }

        @Override
        public void close() {}
    }

    private static final class OpenBackend implements LeaderRetrievalBackend {

        private final AtomicInteger watches;

        private OpenBackend(AtomicInteger watches) {
            this.watches = watches;
        }

        @Override
        public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
            watches.incrementAndGet();
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
