package dev.olapha.demonstration;

import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.tpch.TpchTables;

import java.util.concurrent.CountDownLatch;

/** A cluster that somebody else looks at from now on. */
final class KeptCluster {

    private final OlapCluster cluster;
    private final TpchTables tables;
    private final Narrator narrator;

    KeptCluster(OlapCluster cluster, TpchTables tables, Narrator narrator) {
        this.cluster = cluster;
        this.tables = tables;
        this.narrator = narrator;
    }

    /** Makes the cluster complete again, tells where it is, and waits for good. */
    void keep() throws InterruptedException {
        cluster.flink().jobManagers().stream()
                .filter(process -> !process.isAlive())
                .forEach(FlinkProcess::start);
        StringBuilder text = new StringBuilder("\nThe cluster goes on:\n");
        for (FlinkProcess process : cluster.flink().jobManagers()) {
            text.append(line("web UI, " + process.name(), process.rest()));
        }
        text.append(line("leader", cluster.leaderName()))
                .append(line("SQL Gateway", cluster.flink().sqlGateway().rest()))
                .append(line("JDBC URL", cluster.jdbcUrl()))
                .append(line(cluster.leaderService().name(), cluster.leaderService().address()))
                .append(line("tables, per session", tables.definitionsFile()))
                .append("\nTo stop it all: Ctrl-C here, or kill ")
                .append(ProcessHandle.current().pid());
        narrator.print(text.toString());
        new CountDownLatch(1).await();
    }

    private static String line(String label, Object value) {
        return String.format("  %-22s %s%n", label, value);
    }
}
