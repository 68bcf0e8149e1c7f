package dev.olapha.kubernetes;

import dev.olapha.config.LivenessSettings;
import dev.olapha.liveness.LivenessPort;
import dev.olapha.testkit.threads.ThreadLeaks;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class HolderWatchTest {

    private static final String HOLDER = "holder";

    private final ThreadLeaks threads = ThreadLeaks.since();

    private MockApiServer server;
    private KubernetesConnection connection;
    private HolderWatch watch;
    private LivenessPort holder;

    @BeforeEach
    void start() throws Exception {
        server = MockApiServer.start();
        final Configuration configuration =
                new KubernetesFixture(server.kubeConfig(), server, Duration.ofSeconds(1))
                        .configuration();
        configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        connection = KubernetesConnection.open(configuration);
        watch = new HolderWatch(connection.announcement(), Duration.ofMillis(1), () -> {});
        holder = LivenessPort.open(LivenessSettings.from(configuration));
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
        connection.close();
        server.close();
        holder.close();
    }

    /** As after the API server refused the announcement for a while. */
    @Test
    void holderThatAnnouncesItselfAfterTheLastSoonLookIsWatchedAllTheSame() {
        int looks = 1;
        while (watch.follow(HOLDER)) {
            looks++;
        }
        assertThat(looks).isEqualTo(10);
        assertThat(isWatched()).isFalse();

        connection.announcement().write(HOLDER, 1, holder.endpoint());

        await("watched")
                .until(
                        () -> {
                            watch.follow(HOLDER);
                            return isWatched();
                        });
    }

    @Test
    void looksForAHolderThatDoesNotAnnounceItselfBecomeRare() {
        for (int call = 0; call < 10_000; call++) {
            watch.follow(HOLDER);
        }
        // Ten soon, and then ever later: 20 more would take 2^20 ms.
        assertThat(server.troubles().requests()).hasSizeBetween(11, 30);
    }

    private boolean isWatched() {
        return threads.leaked().contains("olap-ha-liveness-watch");
    }
}
