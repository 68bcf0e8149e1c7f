package dev.olapha.kubernetes;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Shakes hands over TLS, remembers which protocols the client offered, and hangs up. */
final class TlsGreetings implements AutoCloseable {

    private static final char[] PASSWORD = "password".toCharArray();

    private final List<List<String>> offers = new CopyOnWriteArrayList<>();
    private final SSLServerSocket listener;

    private TlsGreetings(SSLServerSocket listener) {
        this.listener = listener;
    }

    /**
     * @param directory gets a certificate
     */
    static TlsGreetings start(Path directory) throws Exception {
        final KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate(directory.resolve("key-store")), PASSWORD);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        final TlsGreetings greetings =
                new TlsGreetings(
                        (SSLServerSocket)
                                context.getServerSocketFactory()
                                        .createServerSocket(
                                                0, 50, InetAddress.getLoopbackAddress()));
        final Thread thread = new Thread(greetings::serve, "tls-greetings");
        thread.setDaemon(true);
        thread.start();
        return greetings;
    }

    private static KeyStore certificate(Path file) throws Exception {
        final Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "RSA",
                                "-dname",
                                "CN=localhost",
                                "-keystore",
                                file.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        final String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        final KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                socket.setHandshakeApplicationProtocolSelector(
                        (any, offered) -> {
                            offers.add(List.copyOf(offered));
                            return offered.get(0);
                        });
                socket.startHandshake();
            } catch (IOException e) {
                // The client, or this, has hung up.
            }
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    List<List<String>> offers() {
        return offers;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
