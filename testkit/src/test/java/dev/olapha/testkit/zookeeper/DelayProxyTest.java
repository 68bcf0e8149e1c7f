package dev.olapha.testkit.zookeeper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class DelayProxyTest {

    private ServerSocket echo;

    @BeforeEach
    void startEcho() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    @AfterEach
    void stopEcho() throws IOException {
        echo.close();
    }

    @Test
    void delaysARoundTrip() throws IOException {
        try (DelayProxy proxy = proxy(Duration.ofMillis(40));
                Socket client = connect(proxy)) {
            client.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            long start = System.nanoTime();
            out.writeLong(1);
            in.readLong();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(40), Duration.ofMillis(400));
        }
    }

    @Test
    void doesNotThrottleWhatIsSentInARow() throws IOException {
        try (DelayProxy proxy = proxy(Duration.ofMillis(40));
                Socket client = connect(proxy)) {
            client.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                out.writeLong(i);
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(in.readLong()).isEqualTo(i);
            }
            // One after the other they would take 40 s.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(40), Duration.ofSeconds(4));
        }
    }

    @Test
    void carriesMoreThanItsBuffersHold() throws IOException {
        byte[] sent = new byte[20 * 1024 * 1024];
        new java.util.Random(1).nextBytes(sent);
        try (DelayProxy proxy = proxy(Duration.ofMillis(2));
                Socket client = connect(proxy)) {
            daemon(
                    () -> {
                        client.getOutputStream().write(sent);
                        client.shutdownOutput();
                    });
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
        }
    }

    @Test
    void cutResetsAndRestoreLetsClientsBack() throws IOException {
        try (DelayProxy proxy = proxy(Duration.ZERO)) {
            try (Socket client = connect(proxy)) {
                assertEchoes(client);
                proxy.cut();
                assertThat(proxy.connections()).isZero();
                assertThatThrownBy(() -> assertEchoes(client)).isInstanceOf(IOException.class);
            }
            assertThatThrownBy(
                            () -> {
                                try (Socket client = connect(proxy)) {
                                    assertEchoes(client);
                                }
                            })
                    .isInstanceOf(IOException.class);
            proxy.restore();
            try (Socket client = connect(proxy)) {
                assertEchoes(client);
            }
        }
    }

    @Test
    void silenceHoldsWhatIsSentBackUntilRestored() throws IOException {
        try (DelayProxy proxy = proxy(Duration.ZERO);
                Socket client = connect(proxy)) {
            assertEchoes(client);
            proxy.silence();
            new DataOutputStream(client.getOutputStream()).writeLong(7);
            client.setSoTimeout(100);
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            proxy.restore();
            client.setSoTimeout(10_000);
            assertThat(new DataInputStream(client.getInputStream()).readLong()).isEqualTo(7);
        }
    }

    @Test
    void leavesNoThreadAndNoConnection() throws IOException {
        DelayProxy proxy = proxy(Duration.ZERO);
        try (Socket client = connect(proxy)) {
            assertEchoes(client);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> proxy.connections() == 0);
        proxy.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("olapha-delay-proxy"));
    }

    private DelayProxy proxy(Duration roundTrip) {
        return DelayProxy.to("127.0.0.1:" + echo.getLocalPort(), roundTrip);
    }

    private static Socket connect(DelayProxy proxy) throws IOException {
        String[] address = proxy.connectString().split(":");
        Socket socket = new Socket(address[0], Integer.parseInt(address[1]));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void assertEchoes(Socket client) throws IOException {
        new DataOutputStream(client.getOutputStream()).writeLong(42);
        assertThat(new DataInputStream(client.getInputStream()).readLong()).isEqualTo(42);
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = echo.accept();
            socket.setTcpNoDelay(true);
            daemon(
                    () -> {
                        try (socket) {
                            socket.getInputStream().transferTo(socket.getOutputStream());
                        }
                    });
        }
    }

    private interface Io {
        void run() throws IOException;
    }

    private static void daemon(Io body) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                body.run();
                            } catch (IOException e) {
                                // The test has ended.
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }
}
