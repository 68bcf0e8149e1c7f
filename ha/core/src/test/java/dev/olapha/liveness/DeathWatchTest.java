package dev.olapha.liveness;

import dev.olapha.config.LivenessSettings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class DeathWatchTest {

    private final LivenessPort port = LivenessPort.open(onLoopback());
    private final AtomicInteger deaths = new AtomicInteger();
    private final CountDownLatch death = new CountDownLatch(1);
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(port));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void processThatEndsIsProvenDeadOnce() throws Exception {
        watchInContact(port.endpoint());

        port.close();

        assertThat(death.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(deaths).hasValue(1);
    }

    @Test
    void refusalWithoutAnEarlierContactProvesNothing() throws Exception {
        port.close();
        final DeathWatch watch = watch(port.endpoint());
        assertThat(watch.awaitContact(1, TimeUnit.SECONDS)).isFalse();
        assertThat(deaths).hasValue(0);
    }

    @Test
    void wrongSecretGivesNoContactAndProvesNothing() throws Exception {
        final LivenessEndpoint impostors =
                new LivenessEndpoint(
                        port.endpoint().host(), port.endpoint().port(), LivenessSecret.random());
        final DeathWatch watch = watch(impostors);
        assertThat(watch.awaitContact(1, TimeUnit.SECONDS)).isFalse();

        port.close();

        assertThat(death.await(1, TimeUnit.SECONDS)).isFalse();
    }

    /** What a paused process looks like: its kernel accepts, and nobody answers. */
    @Test
    void processThatIsSilentIsNotDeadUntilItsHostRefuses() throws Exception {
        final Relay relay = relay();
        watchInContact(behind(relay));
        assertThat(relay.awaitConnection()).isTrue();

        relay.goSilent();

        assertThat(relay.awaitConnection()).isTrue();
        assertThat(death.await(1, TimeUnit.SECONDS)).isFalse();
        relay.close();
        assertThat(death.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closedWatchIsSilent() throws Exception {
        final DeathWatch watch = watchInContact(port.endpoint());
        watch.close();
        port.close();
        assertThat(death.await(1, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void connectionThatBreaksWhileThePortListensProvesNothingAndIsMadeAnew() throws Exception {
        final Relay relay = relay();
        watchInContact(behind(relay));
        assertThat(relay.awaitConnection()).isTrue();

        relay.breakConnections();

        assertThat(relay.awaitConnection()).isTrue();
        assertThat(deaths).hasValue(0);
    }

    /** Everything that a stranger may send, and more strangers than there is room for. */
    @Test
    void strangersHaveNoEffect() throws Exception {
        final List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 5 * Reception.MOST_STRANGERS; i++) {
            final Socket stranger = new Socket();
            stranger.connect(port.localAddress());
            strangers.add(stranger);
            send(stranger, i % 3 == 0 ? new byte[0] : new byte[i * 50]);
        }
        watchInContact(port.endpoint());
        // Counted once in a round of the port's thread.
        while (port.peerCount() != 1) {
            Thread.onSpinWait();
        }
        assertThat(port.strangerCount()).isBetween(1, Reception.MOST_STRANGERS);
        for (Socket stranger : strangers) {
            stranger.close();
        }

        port.close();

        assertThat(death.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void send(Socket stranger, byte[] garbage) {
        try {
            stranger.getOutputStream().write(garbage);
        } catch (IOException e) {
            // Thrown out already.
        }
    }

    private Relay relay() throws IOException {
        final Relay relay = new Relay(port.localAddress());
        opened.add(relay);
        return relay;
    }

    private LivenessEndpoint behind(Relay relay) {
        return new LivenessEndpoint(
                InetAddress.getLoopbackAddress().getHostAddress(),
                relay.port(),
                port.endpoint().secret());
    }

    private DeathWatch watchInContact(LivenessEndpoint endpoint) throws Exception {
        final DeathWatch watch = watch(endpoint);
        assertThat(watch.awaitContact(20, TimeUnit.SECONDS)).isTrue();
        return watch;
    }

    private DeathWatch watch(LivenessEndpoint endpoint) {
        final DeathWatch watch =
                DeathWatch.start(
                        endpoint,
                        () -> {
                            deaths.incrementAndGet();
                            death.countDown();
                        });
        opened.add(0, watch);
        return watch;
    }

    static LivenessSettings onLoopback() {
        final Configuration configuration = new Configuration();
        final String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        configuration.set(JobManagerOptions.BIND_HOST, loopback);
        configuration.set(JobManagerOptions.ADDRESS, loopback);
        return LivenessSettings.from(configuration);
    }
}
