package dev.olapha.faults.cluster;

import dev.olapha.faults.load.ClientSettings;
import dev.olapha.faults.load.GreedyQuery;
import dev.olapha.faults.load.InFlightQuery;
import dev.olapha.faults.load.JarQuery;
import dev.olapha.faults.load.QueryBatch;
import dev.olapha.faults.load.SteadyLoad;
import dev.olapha.faults.observe.BlobWatch;
import dev.olapha.faults.observe.LogFollower;
import dev.olapha.faults.observe.Recorder;
import dev.olapha.faults.observe.RestSecrets;
import dev.olapha.faults.observe.Secrets;
import dev.olapha.faults.observe.SlotSampler;
import dev.olapha.faults.observe.StoreEvents;
import dev.olapha.faults.store.Store;
import dev.olapha.faults.store.StoreWatch;
import dev.olapha.lifecycle.Closer;
import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Flink cluster of real processes, everything that observes it, and its clients. */
public final class FaultCluster implements AutoCloseable {

    /** JobManagers of a cluster. */
    public static final int JOB_MANAGERS = 2;

    /** TaskManagers of a cluster. */
    public static final int TASK_MANAGERS = 2;

    /** Slots of all TaskManagers together. */
    public static final int SLOTS = 6;

    /** Slots that the query in flight takes: some of every TaskManager, and two are left. */
    public static final int SLOTS_IN_FLIGHT = 4;

    private static final int JAR_BYTES = 20_000;
    private static final Duration LEFT_NOTHING = Duration.ofSeconds(60);
    private static final Duration REPAIR = Duration.ofSeconds(120);

    private final Store store;
    private final ClusterProfile profile;
    private final FlinkCluster flink;
    private final Recorder recorder;
    private final SlotSampler slots;
    private final SteadyLoad load;
    private final ClientSettings clients;
    private final RestSecrets restSecrets;
    private final BlobWatch blobs;
    private final FlinkSetup setup;
    private final Secrets secrets;
    private final Preparation preparation;
    private final List<AutoCloseable> parts;

    private FaultCluster(
            Store store,
            ClusterProfile profile,
            FlinkCluster flink,
            Recorder recorder,
            SlotSampler slots,
            SteadyLoad load,
            ClientSettings clients,
            RestSecrets restSecrets,
            BlobWatch blobs,
            FlinkSetup setup,
            Secrets secrets,
            Preparation preparation,
            List<AutoCloseable> parts) {
        this.store = store;
        this.profile = profile;
        this.flink = flink;
        this.recorder = recorder;
        this.slots = slots;
        this.load = load;
        this.clients = clients;
        this.restSecrets = restSecrets;
        this.blobs = blobs;
        this.setup = setup;
        this.secrets = secrets;
        this.preparation = preparation;
        this.parts = parts;
    }

    /**
     * Starts the processes and the observers; returns when all slots are free.
     *
     * @param jar the drop-in jar
     * @param store is not closed with the cluster
     */
    public static FaultCluster start(Path directory, Path jar, Store store, ClusterProfile profile)
            throws Exception {
        final FlinkSetup setup = new FlinkSetup(directory, jar, store, profile);
        final Preparation preparation = setup.prepare();
        final Recorder recorder = new Recorder();
        final Secrets secrets = new Secrets();
        secrets.add(FlinkSetup.SECRET);
        final FlinkCluster flink = setup.launch(preparation);
        final StoreWatch watch =
                store.watch(new StoreEvents(recorder, pid -> nameOf(flink, pid), secrets));
        final LogFollower follower = new LogFollower(flink, recorder, secrets, "");
        final SlotSampler slots = new SlotSampler(flink, recorder);
        final Map<String, String> client = new HashMap<>(flink.clientConfig());
        client.putAll(store.settings("client"));
        final ClientSettings clients = new ClientSettings(client);
        final SteadyLoad load = new SteadyLoad(recorder, clients);
        final FaultCluster cluster =
                new FaultCluster(
                        store,
                        profile,
                        flink,
                        recorder,
                        slots,
                        load,
                        clients,
                        new RestSecrets(flink, recorder, secrets),
                        new BlobWatch(flink, recorder),
                        setup,
                        secrets,
                        preparation,
                        List.of(preparation, flink, follower, slots, watch, load));
        try {
            cluster.repair();
            return cluster;
        } catch (RuntimeException e) {
            flink.printDescription();
            cluster.close();
            throw e;
        }
    }

    /** Starts another cluster that has the same name in the store; see {@link TwinCluster}. */
    public TwinCluster startTwin() {
        final FlinkCluster twin = setup.launchTwin();
        return new TwinCluster(twin, new LogFollower(twin, recorder, secrets, TwinCluster.PREFIX));
    }

    private static String nameOf(FlinkCluster flink, long pid) {
        return flink.processes().stream()
                .filter(process -> process.runs().stream().anyMatch(run -> run.pid() == pid))
                .map(FlinkProcess::name)
                .findFirst()
                .orElse("pid " + pid);
    }

    /**
     * Brings back whatever the last fault took, and waits until the cluster is whole: every process
     * runs, every JobManager is in the election, every slot is free, no query is open.
     *
     * @throws IllegalStateException if it is not whole after two minutes
     */
    public void repair() {
        store.repair(REPAIR);
        for (FlinkProcess process : flink.processes()) {
            if (process.isAlive() && process.isPaused()) {
                process.resume();
            }
            if (!process.isAlive()) {
                process.start();
            }
        }
        final Deadline deadline = Deadline.after(REPAIR);
        if (!deadline.await(this::isWhole)) {
            throw new IllegalStateException(
                    "The cluster is not whole again: %d candidates, %s, %d queries open, leader %s"
                            .formatted(
                                    store.candidates(),
                                    flink.overview(),
                                    load.open(),
                                    flink.leader()));
        }
    }

    private boolean isWhole() {
        return flink.overview()
                        .filter(overview -> overview.taskManagers() == TASK_MANAGERS)
                        .filter(overview -> overview.slotsAvailable() == SLOTS)
                        .isPresent()
                && store.candidates() == JOB_MANAGERS
                && load.open() == 0;
    }

    /** Sends the query that is in flight when the fault strikes. */
    public InFlightQuery startQueryInFlight() throws Exception {
        return InFlightQuery.start(recorder, clients, SLOTS_IN_FLIGHT);
    }

    /** Clients that run many queries. */
    public QueryBatch openBatch() throws Exception {
        return QueryBatch.open(recorder, clients);
    }

    /**
     * What the profile prepared.
     *
     * @throws IllegalStateException if it prepares something else
     */
    public <T extends Preparation> T preparation(Class<T> kind) {
        if (!kind.isInstance(preparation)) {
            throw new IllegalStateException(
                    profile.name() + " prepares no " + kind.getSimpleName());
        }
        return kind.cast(preparation);
    }

    /** Looks for secrets in what JobManagers tell over REST. */
    public RestSecrets restSecrets() {
        return restSecrets;
    }

    /** A client whose query brings a jar of about so many bytes. */
    public JarQuery openJarQuery(int bytes) throws Exception {
        return JarQuery.open(recorder, clients, bytes);
    }

    /** A client whose query takes all memory of a JobManager. */
    public GreedyQuery openGreedyQuery() throws Exception {
        return GreedyQuery.open(recorder, clients);
    }

    /** Runs a query that brings a jar, and looks for it later. */
    public void runQueryWithJar() throws Exception {
        try (JarQuery query = openJarQuery(JAR_BYTES)) {
            blobs.jobEnded(query.run());
        }
    }

    /** Looks for blobs of finished jobs. */
    public BlobWatch blobs() {
        return blobs;
    }

    /**
     * Ends the cluster as somebody does who will not start it again: the standby, then the leader
     * over REST, then the TaskManagers.
     *
     * @return what is still in the store a minute later; empty if it is as it must be
     */
    public List<String> shutDown() throws Exception {
        load.stop();
        repair();
        final FlinkProcess leader = flink.awaitLeader(REPAIR);
        flink.jobManagers().stream()
                .filter(process -> process != leader)
                .forEach(FlinkProcess::stop);
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(leader.rest().resolve("/cluster")).DELETE().build(),
                        HttpResponse.BodyHandlers.ofString());
        leader.awaitExit(REPAIR);
        Deadline.after(LEFT_NOTHING).await(() -> store.entries().isEmpty());
        return store.entries();
    }

    /** Takes figures of the processes. */
    public Gauges gauges() {
        return new Gauges(this);
    }

    public Store store() {
        return store;
    }

    public ClusterProfile profile() {
        return profile;
    }

    public FlinkCluster flink() {
        return flink;
    }

    public Recorder recorder() {
        return recorder;
    }

    public SteadyLoad load() {
        return load;
    }

    /** Begins a new run's record. */
    public void beginRun() {
        recorder.begin();
        slots.forget();
    }

    /** Ends processes, observers and clients. */
    @Override
    public void close() {
        try (Closer closer = new Closer()) {
            parts.forEach(closer::register);
        } catch (Exception e) {
            throw new IllegalStateException("The cluster has not ended in order", e);
        }
    }
}
