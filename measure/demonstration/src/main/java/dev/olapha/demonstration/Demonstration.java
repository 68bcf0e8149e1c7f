package dev.olapha.demonstration;

import dev.olapha.demonstration.screen.Screen;
import dev.olapha.tpch.TpchRows;
import dev.olapha.tpch.TpchTables;
import dev.olapha.tpch.TpchWorkload;
import dev.olapha.tpch.clients.Clients;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The whole demonstration, from the data to the table of figures. To be run once. */
final class Demonstration {

    private final Narrator narrator;
    private final InstalledFlink installation;
    private final Path directory;
    private final Size size;
    private final LeaderServiceChoice service;
    private final Optional<Path> kubeConfig;

    /**
     * @param directory for the data, the configurations and the logs
     * @param kubeConfig of a Kubernetes API server that is there already
     */
    Demonstration(
            Screen screen,
            InstalledFlink installation,
            Path directory,
            Size size,
            LeaderServiceChoice service,
            Optional<Path> kubeConfig) {
        this.narrator = new Narrator(screen);
        this.installation = installation;
        this.directory = directory;
        this.size = size;
        this.service = service;
        this.kubeConfig = kubeConfig;
    }

    /**
     * How much is done.
     *
     * @param scale of TPC-H
     * @param phase how long queries are asked before the kill and after the takeover
     */
    record Size(double scale, int clients, Duration phase) {}

    /**
     * Runs it; does not return if the cluster is to be kept.
     *
     * @return the exit code
     */
    int run(Ending ending) throws Exception {
        narrator.say("Generating TPC-H data, scale " + size.scale());
        TpchRows rows = TpchRows.generate(size.scale());
        TpchTables tables = new TpchTables(directory.resolve("data"));
        tables.write(rows);
        narrator.say(
                rows.lineItems().size() + " line items written; computing the expected answers");
        TpchWorkload workload = TpchWorkload.over(rows);
        narrator.say("Starting " + service.title());
        LeaderService leaderService = service.start(directory, kubeConfig, narrator);
        narrator.say(
                "Starting 2 JobManagers, 2 TaskManagers and a SQL Gateway; all are set to\n"
                        + new OlapSettings().with(leaderService.settings()));
        try (OlapCluster cluster = OlapCluster.start(installation, directory, leaderService)) {
            narrator.say(
                    cluster.flink().overview().map(Object::toString).orElse("")
                            + "; "
                            + cluster.leaderName()
                            + " leads");
            List<String> complaints = demonstrate(cluster, tables, workload);
            if (ending == Ending.KEEP) {
                new KeptCluster(cluster, tables, narrator).keep();
            }
            narrator.say("Stopping all processes");
            return complaints.isEmpty() ? 0 : 1;
        } catch (DemonstrationException e) {
            narrator.say("FAILED: " + e.getMessage());
            return 1;
        } finally {
            tables.delete();
            narrator.say("Stopped. Logs: " + directory);
        }
    }

    private List<String> demonstrate(OlapCluster cluster, TpchTables tables, TpchWorkload workload)
            throws Exception {
        Clients clients =
                new Clients(
                        size.clients(),
                        DriverManager::getConnection,
                        cluster.jdbcUrl(),
                        tables.definitions(),
                        workload);
        int queries = workload.queries().size();
        Report report = new Course(cluster, clients, queries, size.phase(), narrator).run();
        narrator.print("\n" + report.table() + "\n");
        List<String> complaints = report.complaints();
        narrator.say(
                complaints.isEmpty()
                        ? "OK: every answer was right, and no query cost anything but its work"
                        : "FAILED: " + String.join(" ", complaints));
        return complaints;
    }
}
