package dev.olapha.testkit.zookeeper;

import dev.olapha.testkit.process.CommandLine;
import dev.olapha.testkit.process.RunningProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * With what a server in a process of its own and its clients prove who they are. A server that has
 * some serves nobody who has not. Immutable.
 */
public final class ZooKeeperCredentials {

    private static final String USER = "flink";
    private static final String PASSWORD = "test-password";
    private static final Duration KEY_TIMEOUT = Duration.ofSeconds(60);
    private static final String SHADED = "org.apache.flink.shaded.zookeeper3.";

    private final ZooKeeperTransport transport;
    private final List<String> serverJvmOptions;
    private final List<String> clientJvmOptions;

    private ZooKeeperCredentials(
            ZooKeeperTransport transport,
            List<String> serverJvmOptions,
            List<String> clientJvmOptions) {
        this.transport = transport;
        this.serverJvmOptions = List.copyOf(serverJvmOptions);
        this.clientJvmOptions = List.copyOf(clientJvmOptions);
    }

    static ZooKeeperCredentials none() {
        return new ZooKeeperCredentials(ZooKeeperTransport.PLAIN, List.of(), List.of());
    }

    /**
     * A user and a password, over SASL (DIGEST-MD5).
     *
     * @param directory for the JAAS files
     */
    public static ZooKeeperCredentials sasl(Path directory) {
        final String module = "org.apache.zookeeper.server.auth.DigestLoginModule required ";
        final Path server =
                write(
                        directory.resolve("server-jaas.conf"),
                        String.format("Server { %suser_%s=\"%s\"; };%n", module, USER, PASSWORD));
        final Path client =
                write(
                        directory.resolve("client-jaas.conf"),
                        String.format(
                                "Client { %s%susername=\"%s\" password=\"%s\"; };%n",
                                SHADED, module, USER, PASSWORD));
        return new ZooKeeperCredentials(
                ZooKeeperTransport.PLAIN,
                List.of(
                        "-Djava.security.auth.login.config=" + server,
                        "-Dzookeeper.authProvider.1=org.apache.zookeeper.server.auth.SASLAuthenticationProvider",
                        "-Dzookeeper.sessionRequireClientSASLAuth=true"),
                List.of("-Djava.security.auth.login.config=" + client));
    }

    /**
     * Certificates of both sides, over TLS.
     *
     * @param directory for the keys
     * @throws IllegalStateException if the JDK's keytool does not make them
     */
    public static ZooKeeperCredentials tls(Path directory) {
        final Path keys = directory.resolve("keys.p12").toAbsolutePath();
        final Path trusted = directory.resolve("trusted.p12").toAbsolutePath();
        makeKeys(keys, trusted);
        final List<String> both =
                List.of(
                        // Without it a server of 3.9 refuses what clients of 3.7 speak.
                        "-Dzookeeper.ssl.protocol=TLSv1.2",
                        "-Dzookeeper.ssl.enabledProtocols=TLSv1.2",
                        "-Dzookeeper.ssl.keyStore.location=" + keys,
                        "-Dzookeeper.ssl.keyStore.password=" + PASSWORD,
                        "-Dzookeeper.ssl.trustStore.location=" + trusted,
                        "-Dzookeeper.ssl.trustStore.password=" + PASSWORD);
        return new ZooKeeperCredentials(
                ZooKeeperTransport.TLS,
                concat(
                        both,
                        List.of(
                                "-Dzookeeper.serverCnxnFactory="
                                        + "org.apache.zookeeper.server.NettyServerCnxnFactory",
                                // An embedded server registers no provider for certificates itself.
                                "-Dzookeeper.authProvider.x509=org.apache.zookeeper"
                                        + ".server.auth.X509AuthenticationProvider")),
                concat(
                        both,
                        List.of(
                                "-Dzookeeper.client.secure=true",
                                "-Dzookeeper.clientCnxnSocket="
                                        + SHADED
                                        + "org.apache.zookeeper.ClientCnxnSocketNetty")));
    }

    /** One key pair for both sides, and a file with its certificate, which either trusts. */
    private static void makeKeys(Path keys, Path trusted) {
        final Path certificate = keys.resolveSibling("certificate");
        keytool(
                keys,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost");
        keytool(keys, "-exportcert", "-file", certificate.toString());
        keytool(trusted, "-importcert", "-noprompt", "-file", certificate.toString());
    }

    private static void keytool(Path store, String command, String... arguments) {
        final Path directory = store.getParent();
        final RunningProcess keytool =
                CommandLine.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool"),
                                Stream.concat(
                                                Stream.of(
                                                        command,
                                                        "-alias",
                                                        USER,
                                                        "-storetype",
                                                        "PKCS12",
                                                        "-keystore",
                                                        store.toString(),
                                                        "-storepass",
                                                        PASSWORD),
                                                Stream.of(arguments))
                                        .collect(Collectors.toList()))
                        .start(directory, directory.resolve("keytool" + command + ".log"));
        if (keytool.awaitExit(KEY_TIMEOUT) != 0) {
            throw new IllegalStateException("keytool made no keys: " + keytool.log().tail(10));
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream())
                .collect(Collectors.toUnmodifiableList());
    }

    private static Path write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    ZooKeeperTransport transport() {
        return transport;
    }

    List<String> serverJvmOptions() {
        return serverJvmOptions;
    }

    /** What the JVM of a Flink process needs. */
    public List<String> clientJvmOptions() {
        return clientJvmOptions;
    }
}
