package dev.olapha.zookeeper;

import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ElectionRequestsTest {

    private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final ElectionRequests requests =
            new ElectionRequests(() -> done.add("vanished"), errors::add);

    @AfterEach
    void close() {
        requests.close(() -> {});
    }

    @Test
    void errorIsToldAndTheNextRequestIsSent() throws Exception {
        final Error error = new NoClassDefFoundError("of a test");
        requests.send(
                () -> {
                    throw error;
                },
                () -> done.add("again"));
        requests.send(() -> done.add("next"), () -> done.add("again"));

        assertThat(errors.take()).isSameAs(error);
        assertThat(done.take()).isEqualTo("next");
        assertThat(done).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = KeeperException.Code.class,
            names = {
                "CONNECTIONLOSS",
                "SESSIONEXPIRED",
                "SESSIONMOVED",
                "OPERATIONTIMEOUT",
                "REQUESTTIMEOUT",
                "THROTTLEDOP"
            })
    void whatPassesIsAskedAgain(KeeperException.Code code) throws Exception {
        requests.send(
                () -> {
                    throw KeeperException.create(code);
                },
                () -> done.add("again"));

        assertThat(done.take()).isEqualTo("again");
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = KeeperException.Code.class,
            names = {"NOAUTH", "INVALIDACL", "UNIMPLEMENTED", "QUOTAEXCEEDED", "AUTHFAILED"})
    void refusalIsTold(KeeperException.Code code) throws Exception {
        requests.send(
                () -> {
                    throw KeeperException.create(code);
                },
                () -> done.add("again"));

        assertThat(errors.take()).isInstanceOf(KeeperException.class);
        assertThat(done).isEmpty();
    }

    @Test
    void nothingIsSentAfterTheLast() throws Exception {
        final ElectionRequests ending = new ElectionRequests(() -> {}, errors::add);
        final CountDownLatch running = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        ending.send(
                () -> {
                    running.countDown();
                    goOn.await();
                },
                () -> {});
        running.await();
        ending.send(() -> done.add("queued"), () -> {});
        final Thread closing = new Thread(() -> ending.close(() -> done.add("last")));
        closing.start();
        // Blocked in close(), or on its way there: what is queued must not run in either case.
        while (closing.getState() == Thread.State.RUNNABLE
                || closing.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closing.join();

        assertThat(done).containsExactly("last");
    }
}
