package dev.olapha.demonstration;

import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.Leadership;
import dev.olapha.tpch.clients.Attempt;
import dev.olapha.tpch.clients.Clients;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What happens to a cluster while clients ask. To be run once. */
final class Course {

    private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(3);
    private static final Duration PHASE_LIMIT = Duration.ofMinutes(2);
    private static final Duration FAILOVER_LIMIT = Duration.ofMinutes(2);

    private final OlapCluster cluster;
    private final Clients clients;
    private final int queries;
    private final Duration phase;
    private final Narrator narrator;

    /**
     * @param queries how many different queries there are
     * @param phase how long queries are asked at least before the kill, and after the takeover
     */
    Course(OlapCluster cluster, Clients clients, int queries, Duration phase, Narrator narrator) {
        this.cluster = cluster;
        this.clients = clients;
        this.queries = queries;
        this.phase = phase;
        this.narrator = narrator;
    }

    Report run() throws Exception {
        narrator.say(
                "Connecting " + clients.count() + " clients over JDBC and defining the tables");
        clients.open();
        clients.start();
        try (LiveStatus status =
                LiveStatus.show(clients.journal(), cluster::leaderName, narrator)) {
            warmUp();
            QuietPhase quiet = quietPhase();
            Failover failover = failover();
            narrator.say("Asking for another " + phase.toSeconds() + " s");
            Thread.sleep(phase.toMillis());
            clients.close();
            return new Report(
                    clients.journal().attempts(), quiet, failover, cluster.storage().written());
        } finally {
            clients.close();
        }
    }

    private void warmUp() {
        narrator.say("Warming up: every client asks every query once");
        awaitEveryClient(queries, attempt -> true, WARM_UP_LIMIT);
    }

    private QuietPhase quietPhase() throws InterruptedException {
        narrator.say(
                "Asking for "
                        + phase.toSeconds()
                        + " s and counting what "
                        + cluster.leaderService().name()
                        + " receives");
        LeaderService.Counting counting = cluster.leaderService().startCounting();
        Instant start = Instant.now();
        Thread.sleep(phase.toMillis());
        // On a busy machine a query may take longer than the phase: without one nothing was seen.
        awaitEveryClient(1, attempt -> attempt.submitted().isAfter(start), PHASE_LIMIT);
        Instant end = Instant.now();
        Requests requests = counting.soFar();
        if (requests.count().isPresent()) {
            narrator.say(
                    requests.service()
                            + " received "
                            + requests.count().getAsLong()
                            + " requests (without heartbeats and renewals)");
        }
        return new QuietPhase(start, end, requests);
    }

    private Failover failover() {
        FlinkProcess leader = cluster.flink().awaitLeader(FAILOVER_LIMIT);
        narrator.say("kill -9 " + leader.pid() + ": " + leader.name() + ", which leads");
        Instant killedAt = Instant.now();
        leader.kill();
        FlinkProcess successor = cluster.flink().awaitLeaderOtherThan(leader, FAILOVER_LIMIT);
        Instant tookOver = lastStartOf(successor);
        narrator.say(
                successor.name()
                        + " leads, "
                        + DecimalSeconds.between(killedAt, tookOver)
                        + " s after the kill");
        awaitEveryClient(1, attempt -> attempt.submitted().isAfter(killedAt), FAILOVER_LIMIT);
        Instant served = Instant.now();
        narrator.say(
                "Every client is answered again, "
                        + DecimalSeconds.between(killedAt, served)
                        + " s after the kill");
        return new Failover(leader.name(), successor.name(), killedAt, tookOver, served);
    }

    private Instant lastStartOf(FlinkProcess process) {
        return cluster.flink().leaderships().stream()
                .filter(leadership -> leadership.process().equals(process.name()))
                .map(Leadership::start)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private void awaitEveryClient(int answers, Predicate<Attempt> which, Duration limit) {
        boolean done =
                Deadline.after(limit)
                        .await(
                                () -> {
                                    List<Attempt> attempts = clients.journal().attempts();
                                    for (int client = 0; client < clients.count(); client++) {
                                        if (rightOnes(attempts, client, which) < answers) {
                                            return false;
                                        }
                                    }
                                    return true;
                                });
        if (!done) {
            throw new DemonstrationException(
                    "Not every client was answered within "
                            + limit.toSeconds()
                            + " s. The last query that was not: "
                            + lastFailure());
        }
    }

    private static long rightOnes(List<Attempt> attempts, int client, Predicate<Attempt> which) {
        return attempts.stream()
                .filter(attempt -> attempt.client() == client)
                .filter(Attempt::isRight)
                .filter(which)
                .count();
    }

    private String lastFailure() {
        return clients.journal().attempts().stream()
                .filter(attempt -> !attempt.isRight())
                .reduce((earlier, later) -> later)
                .map(
                        attempt ->
                                attempt.query()
                                        + ", "
                                        + attempt.outcome()
                                        + ": "
                                        + attempt.detail())
                .orElse("none");
    }
}
