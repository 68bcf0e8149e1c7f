package dev.olapha.testkit.process;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FreePortTest {

    @Test
    void theProcessThatItIsForCanListen() throws IOException {
        try (ServerSocket socket =
                new ServerSocket(FreePort.find().number(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    /** What another JVM would find: the reservation does not end before this JVM. */
    @Test
    void nobodyElseIsGivenIt() {
        final int port = FreePort.find().number();
        assertThatThrownBy(() -> new DatagramSocket(port, InetAddress.getLoopbackAddress()))
                .isInstanceOf(BindException.class);
    }
}
