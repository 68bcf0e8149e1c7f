package dev.olapha.faults.store;

import dev.olapha.testkit.kubernetes.ApiClient;
import dev.olapha.testkit.kubernetes.ApiFilter;
import dev.olapha.testkit.kubernetes.ApiRequest;
import dev.olapha.testkit.kubernetes.ApiWatch;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.process.Deadline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Kubernetes API server with its etcd, and a proxy between it and every Flink process. */
public final class KubernetesStore implements Store {

    /** The product's default. */
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(15);

    /** All Flink processes; what they may do is KubernetesRoleIT's business. */
    private static final String USER = "flink";

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");
    private static final Duration TAKEN = Duration.ofSeconds(20);

    /** Whoever can read these could pretend to be the leader. */
    private static final Pattern SECRET =
            Pattern.compile("^(?:secret|password) (\\S{16,})$", Pattern.MULTILINE);

    private static final Pattern WATCHES =
            Pattern.compile(
                    "^apiserver_longrunning_(?:gauge|requests)\\{.*resource=\"configmaps\".*verb=\"WATCH\".*} (\\S+)$",
                    Pattern.MULTILINE);

    private final RealApiServer server;
    private final ApiClient admin;
    private final String clusterId;
    private final Map<String, ProxiedLink> links;
    private final KubernetesObjects objects;
    private final LockChanges changes = new LockChanges();
    private final ApiWatch changesWatch;

    private KubernetesStore(
            RealApiServer server, String clusterId, Map<String, ProxiedLink> links) {
        this.server = server;
        this.admin = server.client(RealApiServer.ADMIN);
        this.clusterId = clusterId;
        this.links = links;
        this.objects = new KubernetesObjects(admin, clusterId);
        this.changesWatch = admin.watch(objects.lockSelector(), changes::onEvent);
    }

    /**
     * Starts the server.
     *
     * @throws IllegalStateException if {@code KUBEBUILDER_ASSETS} does not say from what
     */
    static KubernetesStore start(Path directory, String clusterId) {
        final RealApiServer server = RealApiServer.start(directory, USER);
        try {
            server.allowEverything(USER);
            return new KubernetesStore(server, clusterId, new ConcurrentHashMap<>());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public KubernetesStore forCluster(String otherClusterId) {
        changesWatch.close();
        links.values().forEach(Link::close);
        return new KubernetesStore(server, otherClusterId, new ConcurrentHashMap<>());
    }

    @Override
    public StoreKind kind() {
        return StoreKind.KUBERNETES;
    }

    @Override
    public Duration granted(Duration asked) {
        return asked.compareTo(LONGEST_LEASE) < 0 ? asked : LONGEST_LEASE;
    }

    /** The retry period that the product derives from a lease. */
    @Override
    public Duration tick(Duration granted) {
        return granted.multipliedBy(2).dividedBy(15);
    }

    /** The one that the product derives from a lease. */
    @Override
    public Optional<Duration> renewDeadline(Duration granted) {
        return Optional.of(granted.multipliedBy(2).dividedBy(3));
    }

    /** A filter before the server. */
    public ApiFilter newFilter() {
        return server.newFilter();
    }

    /** The settings of a process whose link leads to a filter, not to the server itself. */
    public Map<String, String> settings(String process, ApiFilter filter) {
        final ProxiedLink link = ProxiedLink.to(List.of(filter.address()));
        final ProxiedLink direct = links.put(process, link);
        if (direct != null) {
            direct.close();
        }
        return settings(server.kubeConfigWithoutTls(USER, link.addresses()));
    }

    @Override
    public Map<String, String> settings(String process) {
        return settings(server.kubeConfig(USER, linkOf(process).addresses()));
    }

    private Map<String, String> settings(Path kubeConfig) {
        return Map.of(
                "high-availability.leader-services.type",
                "kubernetes",
                "kubernetes.cluster-id",
                clusterId,
                "kubernetes.namespace",
                KubernetesObjects.NAMESPACE,
                "kubernetes.config.file",
                kubeConfig.toString());
    }

    @Override
    public Link link(String process) {
        return linkOf(process);
    }

    private ProxiedLink linkOf(String process) {
        return links.computeIfAbsent(process, name -> ProxiedLink.to(List.of(server.address())));
    }

    @Override
    public StoreWatch watch(StoreListener listener) {
        listener.secretFound(server.token(USER));
        final KubernetesRecordWatch records = new KubernetesRecordWatch(listener);
        final ApiWatch watch =
                admin.watch(
                        objects.lockSelector(),
                        event -> {
                            records.onEvent(event);
                            secrets(listener);
                        });
        return watch::close;
    }

    private void secrets(StoreListener listener) {
        objects.livenessRecord()
                .map(SECRET::matcher)
                .filter(Matcher::find)
                .ifPresent(secret -> listener.secretFound(secret.group(1)));
    }

    /** Nobody but the leader leaves a trace; the others wait with an open watch. */
    @Override
    public int candidates() {
        return (int)
                links.entrySet().stream()
                        .filter(link -> link.getKey().startsWith("jobmanager"))
                        .filter(link -> link.getValue().connections() > 0)
                        .count();
    }

    /**
     * The lock is freed while the process hears nothing, so that another one gets it, as after a
     * lease that ran out.
     */
    @Override
    public void endSession(ProcessIdentity process) {
        final String holder = objects.find().map(LockView::holder).orElse("");
        if (LockView.pidIn(holder) != process.pid()) {
            throw new IllegalStateException(
                    "The lock is held by '%s', not by process %d".formatted(holder, process.pid()));
        }
        final Link link = link(process.name());
        link.silence();
        try {
            objects.freeLock();
            final boolean taken =
                    Deadline.after(TAKEN)
                            .await(
                                    () ->
                                            objects.find()
                                                    .map(LockView::holder)
                                                    .filter(name -> !name.isEmpty())
                                                    .isPresent());
            if (!taken) {
                throw new IllegalStateException("Nobody takes the lock");
            }
        } finally {
            link.restore();
        }
    }

    /** Renewals of the lease, which go on without queries, are not among them. */
    @Override
    public long writes() {
        return changes.count()
                + server.requests().stream()
                        .filter(request -> WRITES.contains(request.verb()))
                        .filter(request -> !isUpdateOfLock(request))
                        .count();
    }

    private boolean isUpdateOfLock(ApiRequest request) {
        return request.verb().equals("update")
                && objects.isLock(request.resource(), request.name());
    }

    @Override
    public int watches() {
        return WATCHES.matcher(admin.get("/metrics").orThrow().body())
                .results()
                .mapToInt(result -> (int) Double.parseDouble(result.group(1)))
                .sum();
    }

    @Override
    public List<String> entries() {
        return objects.names();
    }

    @Override
    public Records records() {
        return objects;
    }

    @Override
    public void repair(Duration timeout) {
        links.values().forEach(Link::restore);
        server.startAgain();
    }

    @Override
    public void close() {
        changesWatch.close();
        links.values().forEach(Link::close);
        server.close();
    }
}
