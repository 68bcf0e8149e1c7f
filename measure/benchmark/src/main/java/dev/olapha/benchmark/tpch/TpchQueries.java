package dev.olapha.benchmark.tpch;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.BenchmarkCluster;
import dev.olapha.benchmark.cluster.ClusterLauncher;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.CoordinationServices;
import dev.olapha.benchmark.cluster.ProcessCluster;
import dev.olapha.benchmark.cluster.ProcessLauncher;
import dev.olapha.benchmark.cluster.RunDirectory;
import dev.olapha.benchmark.throughput.Workload;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.tpch.Answer;
import dev.olapha.tpch.ShortQuerySettings;
import dev.olapha.tpch.TpchQuery;
import dev.olapha.tpch.TpchRows;
import dev.olapha.tpch.TpchTables;
import dev.olapha.tpch.TpchWorkload;
import dev.olapha.tpch.clients.BoundedSession;
import dev.olapha.tpch.clients.RootCause;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** TPC-H queries over JDBC and SQL Gateway, on real processes. */
final class TpchQueries implements Workload {

    /**
     * For a hang: on two busy cores four clients wait 18 s for a query, more while code is cold.
     */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** A query gives its slots back a moment after its client has the result. */
    private static final int SLOTS_PER_CLIENT = 2;

    private static final int MANAGED_MEGABYTES_PER_SLOT = 48;

    private final double scale;
    private final IsolatedDriver driver = IsolatedDriver.load();
    private final Map<ClusterSpec, List<BoundedSession>> sessions = new HashMap<>();
    private TpchTables tables;
    private TpchWorkload workload;

    TpchQueries(double scale) {
        this.scale = scale;
    }

    @Override
    public String name() {
        return "queries";
    }

    @Override
    public String title() {
        return "TPC-H through SQL Gateway";
    }

    @Override
    public String question() {
        return "What does high availability cost real queries that real clients ask over JDBC?";
    }

    @Override
    public List<String> remarks() {
        return List.of(
                "JobManager, TaskManager and SQL Gateway are a process each; a client is a JDBC"
                        + " connection that asks six TPC-H queries of scale "
                        + scale
                        + " one after the other, and every answer was compared with the right one.",
                "A latency here includes parsing and optimizing the SQL, submission, the query itself"
                        + " and fetching its rows; SQL Gateway's client polls for the result.");
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("runtime", "processes", "scale", scale);
    }

    @Override
    public List<String> queries() {
        return TpchWorkload.names();
    }

    @Override
    public ClusterLauncher launcher(
            CoordinationServices services,
            RunDirectory directory,
            Map<String, String> flinkSettings) {
        final TpchRows rows = TpchRows.generate(scale);
        workload = TpchWorkload.over(rows);
        tables = new TpchTables(directory.resolve("tables"));
        try {
            tables.write(rows);
        } catch (IOException e) {
            throw new BenchmarkException(
                    "The tables cannot be written: " + e.getMessage() + ".", e);
        }
        final ProcessLauncher processes = new ProcessLauncher(services, directory, flinkSettings);
        return (spec, slots) -> processes.launch(spec, builder -> shape(builder, slots));
    }

    private static FlinkClusterBuilder shape(FlinkClusterBuilder builder, int slots) {
        return builder.slotsPerTaskManager(slots)
                .sqlGateway()
                .config(ShortQuerySettings.toMap())
                .taskManagerConfig(
                        "taskmanager.memory.managed.size",
                        MANAGED_MEGABYTES_PER_SLOT * slots + "m");
    }

    @Override
    public int slots(int clients) {
        return SLOTS_PER_CLIENT * clients;
    }

    @Override
    public void prepare(BenchmarkCluster cluster, int clients) throws InterruptedException {
        final String url =
                "jdbc:flink://"
                        + ((ProcessCluster) cluster).flink().sqlGateway().rest().getAuthority()
                        + "?execution.runtime-mode=batch";
        final List<BoundedSession> opened = new ArrayList<>();
        sessions.put(cluster.spec(), opened);
        try {
            for (int client = 0; client < clients; client++) {
                final BoundedSession session =
                        new BoundedSession(driver, url, tables.definitions(), LIMIT);
                opened.add(session);
                session.open();
            }
        } catch (ExecutionException | TimeoutException e) {
            cluster.verifyAlive();
            throw new BenchmarkException(
                    "SQL Gateway of mode "
                            + cluster.spec().id()
                            + " lets no client in: "
                            + reason(e)
                            + ".",
                    e);
        }
    }

    @Override
    public void ask(BenchmarkCluster cluster, int client, int number) throws InterruptedException {
        final TpchQuery query = workload.queries().get(number);
        final Answer answer;
        try {
            answer = sessions.get(cluster.spec()).get(client).ask(query.sql());
        } catch (ExecutionException | TimeoutException e) {
            cluster.verifyAlive();
            throw new BenchmarkException(
                    query.name()
                            + " failed in mode "
                            + cluster.spec().id()
                            + ": "
                            + reason(e)
                            + ".",
                    e);
        }
        if (!answer.equals(workload.expected(query))) {
            throw new BenchmarkException(
                    query.name() + " was answered wrongly in mode " + cluster.spec().id() + ".");
        }
    }

    private static String reason(Exception e) {
        if (e instanceof TimeoutException) {
            return "no answer within " + LIMIT.toSeconds() + " s";
        }
        final Throwable cause = RootCause.of(e);
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }

    @Override
    public void close() {
        // The clusters are gone by now, and with them the gateways' side of the sessions.
        sessions.clear();
    }
}
