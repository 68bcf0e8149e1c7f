package dev.olapha.testkit.kubernetes;

import dev.olapha.testkit.process.CommandLine;
import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.FreePort;
import dev.olapha.testkit.process.RunningProcess;

import org.apache.flink.util.FileUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Kubernetes API server and its etcd, in processes of their own on 127.0.0.1. There is no node
 * and no controller: objects are stored, and nothing comes of them. Access is decided by RBAC;
 * every user has a token and, but for {@link #ADMIN}, no rights until a test grants some. Every
 * request is written to an audit log before it is answered.
 *
 * <p>Safe to use from several threads.
 */
public final class RealApiServer implements AutoCloseable {

    /** May do everything. What this user asks does not count among {@link #requests()}. */
    public static final String ADMIN = "admin";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final String OWN_USER = "system:apiserver";

    private final ApiServerAssets assets;
    private final Path directory;
    private final AuditLog auditLog;
    private final int etcdPort = FreePort.find().number();
    private final int etcdPeerPort = FreePort.find().number();
    private final int port = FreePort.find().number();

    private RunningProcess etcd;
    private RunningProcess server;
    private int runs;

    private RealApiServer(ApiServerAssets assets, Path directory) {
        this.assets = assets;
        this.directory = directory.toAbsolutePath().normalize();
        this.auditLog = new AuditLog(this.directory);
    }

    /**
     * Starts a server on free ports. Returns when it answers.
     *
     * @param directory for its data and logs; it is not deleted on close. What an earlier server
     *     has left there is.
     * @param users besides {@link #ADMIN}, without rights; a service account is called {@code
     *     system:serviceaccount:<namespace>:<name>}
     * @throws IllegalStateException if there are no programs to start (see {@link
     *     RequiresApiServer}), or if the server does not start within 90 s; the message has the end
     *     of its log
     */
    public static RealApiServer start(Path directory, String... users) {
        final ApiServerAssets assets =
                ApiServerAssets.fromEnvironment()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                ApiServerAssets.VARIABLE
                                                        + " must name a folder with kube-apiserver and etcd"));
        final RealApiServer server = new RealApiServer(assets, directory);
        try {
            server.prepare(List.of(users));
            server.startEtcd();
            server.startAgain();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** Whether there are programs to start. */
    public static boolean isAvailable() {
        return ApiServerAssets.fromEnvironment().isPresent();
    }

    private void prepare(List<String> users) {
        // Objects and requests of a server that ran here before are not this one's.
        try {
            FileUtils.deleteDirectory(directory.resolve("etcd").toFile());
            auditLog.begin();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot begin anew in " + directory, e);
        }
        write(
                "tokens.csv",
                Stream.concat(
                                Stream.of(tokenOf(ADMIN) + "," + ADMIN + ",0,\"system:masters\""),
                                users.stream().map(user -> tokenOf(user) + "," + user + "," + user))
                        .collect(Collectors.joining("\n", "", "\n")));
        write("service-account.key", newKey());
    }

    private static String newKey() {
        try {
            final KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void startEtcd() {
        final String address = "http://127.0.0.1:" + etcdPort;
        final String peer = "http://127.0.0.1:" + etcdPeerPort;
        etcd =
                CommandLine.of(
                                assets.etcd(),
                                List.of(
                                        "--data-dir=" + directory.resolve("etcd"),
                                        "--listen-client-urls=" + address,
                                        "--advertise-client-urls=" + address,
                                        "--listen-peer-urls=" + peer,
                                        "--initial-advertise-peer-urls=" + peer,
                                        "--initial-cluster=default=" + peer,
                                        "--unsafe-no-fsync"))
                        .start(directory, directory.resolve("etcd.log"));
    }

    /** Starts the API server again, with the same port and data. Does nothing if it is alive. */
    public synchronized void startAgain() {
        if (server != null && server.isAlive()) {
            return;
        }
        runs++;
        server =
                CommandLine.of(assets.apiServer(), arguments())
                        .start(directory, directory.resolve("kube-apiserver." + runs + ".log"));
        final RunningProcess started = server;
        final boolean ready =
                Deadline.after(START_TIMEOUT).await(() -> !started.isAlive() || isReady());
        if (!ready || !started.isAlive()) {
            started.kill();
            throw new IllegalStateException(
                    "The API server has not started: " + started + "\n" + started.log().tail(40));
        }
    }

    private List<String> arguments() {
        final String key = directory.resolve("service-account.key").toString();
        final List<String> arguments = new ArrayList<>(auditLog.arguments());
        Collections.addAll(
                arguments,
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + directory.resolve("certificates"),
                "--token-auth-file=" + directory.resolve("tokens.csv"),
                "--anonymous-auth=false",
                "--authorization-mode=RBAC",
                "--disable-admission-plugins=ServiceAccount",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-cluster-ip-range=10.0.0.0/24");
        return arguments;
    }

    private boolean isReady() {
        if (!Files.exists(certificate())) {
            return false;
        }
        try {
            return client(ADMIN).get("/readyz").status() == 200
                    && client(ADMIN).get("/api/v1/namespaces/default").status() == 200;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** {@code 127.0.0.1:port}; stays the same over restarts. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Lets a user do everything. His requests count, other than those of {@link #ADMIN}. */
    public void allowEverything(String user) {
        client(ADMIN)
                .post(
                        "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
                        String.format(
                                "{\"apiVersion\": \"rbac.authorization.k8s.io/v1\", \"kind\": \"ClusterRoleBinding\","
                                        + " \"metadata\": {\"name\": \"everything-for-%1$s\"},"
                                        + " \"subjects\": [{\"kind\": \"User\", \"name\": \"%1$s\","
                                        + " \"apiGroup\": \"rbac.authorization.k8s.io\"}],"
                                        + " \"roleRef\": {\"kind\": \"ClusterRole\", \"name\": \"cluster-admin\","
                                        + " \"apiGroup\": \"rbac.authorization.k8s.io\"}}",
                                user))
                .orThrow();
    }

    /** With what a user proves who he is. */
    public String token(String user) {
        return tokenOf(user);
    }

    private static String tokenOf(String user) {
        // Long enough not to occur by chance where somebody looks for it.
        return user.replace(':', '-') + "-token-of-this-test";
    }

    /** A client that acts as a user. */
    public ApiClient client(String user) {
        return new ApiClient(URI.create("https://" + address()), certificate(), token(user));
    }

    /** A kube config file with which a process acts as a user. */
    public Path kubeConfig(String user) {
        return kubeConfig(user, address());
    }

    /**
     * A kube config file for a process that shall reach the server over a proxy.
     *
     * @param address {@code host:port} to connect to
     */
    public Path kubeConfig(String user, String address) {
        return write(new KubeConfig(user, token(user), address, Optional.of(certificate())));
    }

    /** A kube config file for a process that shall reach the server over an {@link ApiFilter}. */
    public Path kubeConfigWithoutTls(String user, String address) {
        return write(new KubeConfig(user, token(user), address, Optional.empty()));
    }

    /** A filter before this server. */
    public ApiFilter newFilter() {
        return new ApiFilter(address(), ApiClient.trusting(certificate()));
    }

    private Path write(KubeConfig config) {
        return write(config.fileName(), config.text());
    }

    /** The requests received so far from others than {@link #ADMIN} and the server itself. */
    public List<ApiRequest> requests() {
        return auditLog.requests().stream()
                .filter(request -> !request.user().equals(ADMIN))
                .filter(request -> !request.user().equals(OWN_USER))
                .collect(Collectors.toUnmodifiableList());
    }

    /** Stops the API server from running (SIGSTOP): connections stay open, nothing is answered. */
    public synchronized void pause() {
        server.pause();
    }

    /** Undoes {@link #pause()}. */
    public synchronized void resume() {
        server.resume();
    }

    /** Ends the API server with SIGKILL; etcd goes on. */
    public synchronized void kill() {
        server.kill();
    }

    /** Whether both processes run. */
    public synchronized boolean isAlive() {
        return server.isAlive() && etcd.isAlive();
    }

    /** Of the API server and its etcd. */
    public synchronized List<Long> pids() {
        return List.of(server.pid(), etcd.pid());
    }

    private Path certificate() {
        return directory.resolve("certificates").resolve("apiserver.crt");
    }

    private Path write(String name, String content) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + name, e);
        }
    }

    /** Ends both processes: SIGTERM, then SIGKILL. */
    @Override
    public synchronized void close() {
        if (server != null) {
            // It would wait a minute for open watches to end.
            server.kill();
        }
        if (etcd != null) {
            etcd.kill();
        }
    }

    @Override
    public String toString() {
        return "API server at " + address() + " (" + server + ")";
    }
}
