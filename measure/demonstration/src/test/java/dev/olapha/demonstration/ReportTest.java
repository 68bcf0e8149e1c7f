package dev.olapha.demonstration;

import dev.olapha.tpch.clients.Attempt;
import dev.olapha.tpch.clients.Attempt.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The quiet phase is from second 0 to 10; the kill is at 20, the takeover at 24, and all is well
 * from 30 on.
 */
class ReportTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Attempt> attempts =
            new ArrayList<>(
                    List.of(
                            attempt(1, 2, Outcome.RIGHT),
                            attempt(2, 4, Outcome.RIGHT),
                            attempt(9, 11, Outcome.RIGHT),
                            attempt(19, 25, Outcome.FAILED),
                            attempt(25, 26.5, Outcome.RIGHT),
                            attempt(31, 32, Outcome.RIGHT)));
    private Requests requests = requests(0);
    private String successor = "jobmanager-2";
    private int files;

    @Test
    void hasNoComplaintsIfAllIsWell() {
        assertThat(report().complaints()).isEmpty();
    }

    @Test
    void countsServiceFromTheKillToTheFirstAnswerAfterIt() {
        assertThat(report().withoutService()).isEqualTo(Duration.ofMillis(6_500));
    }

    @Test
    void anAnswerOfTheOldLeaderThatWasStillOnItsWayIsNotService() {
        attempts.add(attempt(19, 24.1, Outcome.RIGHT));
        assertThat(report().withoutService()).isEqualTo(Duration.ofMillis(6_500));
    }

    @Test
    void showsTheFigures() {
        assertThat(report().table().toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsSubsequence(
                        "| leader killed | jobmanager-1 |",
                        "| took over | jobmanager-2 |",
                        "| queries answered as expected | 5 |",
                        "| wrong answers | 0 |",
                        "| failed in the failover and resubmitted | 1 |",
                        "| failed at any other time | 0 |",
                        "| seconds from the kill to the new leader | 4.0 |",
                        "| seconds without service | 6.5 |",
                        "| longest wait for an answer or an error, seconds | 6.0 |",
                        "| queries per second before the kill | 0.2 |",
                        "| latency before the kill, median / 95% | 1000 / 2000 ms |",
                        "| queries while ZooKeeper's requests were counted | 2 |",
                        "| ZooKeeper requests in that time | 0 |",
                        "| ZooKeeper requests per query | 0.00 |",
                        "| files written to storageDir | 0 |");
    }

    @Test
    void complainsAboutAWrongAnswerAlsoDuringTheFailover() {
        attempts.add(attempt(21, 25, Outcome.WRONG));
        assertThat(report().complaints()).containsExactly("1 answers were wrong.");
    }

    @Test
    void complainsAboutAFailureOutsideTheFailover() {
        attempts.add(attempt(12, 13, Outcome.FAILED));
        attempts.add(attempt(31, 91, Outcome.UNANSWERED));
        assertThat(report().complaints()).containsExactly("2 queries failed outside the failover.");
    }

    @Test
    void complainsAboutRequestsToZooKeeper() {
        requests = requests(3);
        assertThat(report().table().toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("| ZooKeeper requests per query | 1.50 |");
        assertThat(report().complaints())
                .singleElement()
                .asString()
                .startsWith("ZooKeeper received requests in the quiet phase: 3 requests");
    }

    @Test
    void saysThatNobodyCounted() {
        requests = new Requests("Kubernetes", OptionalLong.empty(), "not counted");
        assertThat(report().complaints()).isEmpty();
        assertThat(report().table().toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "| Kubernetes requests in that time | not counted |",
                        "| Kubernetes requests per query | not counted |");
    }

    private static Requests requests(long count) {
        return new Requests("ZooKeeper", OptionalLong.of(count), count + " requests");
    }

    @Test
    void complainsAboutAQuietPhaseThatProvesNothing() {
        attempts.removeIf(attempt -> attempt.ended().isBefore(at(10)));
        assertThat(report().complaints())
                .containsExactly("No query was answered in the quiet phase.");
    }

    @Test
    void complainsIfNobodyElseTookOver() {
        successor = "jobmanager-1";
        assertThat(report().complaints()).containsExactly("No other JobManager took over.");
    }

    @Test
    void complainsAboutFiles() {
        files = 1;
        assertThat(report().complaints())
                .containsExactly("Files were written to the storage directory.");
    }

    private Report report() {
        return new Report(
                attempts,
                new QuietPhase(at(0), at(10), requests),
                new Failover("jobmanager-1", successor, at(20), at(24), at(30)),
                files);
    }

    private static Attempt attempt(double submitted, double ended, Outcome outcome) {
        return new Attempt(0, "Q1", at(submitted), at(ended), outcome, "");
    }

    private static Instant at(double second) {
        return START.plusMillis(Math.round(second * 1000));
    }
}
