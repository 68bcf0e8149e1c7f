package dev.olapha.demonstration;

import dev.olapha.demonstration.screen.FramedTable;
import dev.olapha.tpch.clients.Attempt;
import dev.olapha.tpch.clients.Attempt.Outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;

/**
 * What was measured. Immutable.
 *
 * @param attempts all queries of all clients
 * @param storageFiles files written to the storage directory
 */
record Report(List<Attempt> attempts, QuietPhase quiet, Failover failover, int storageFiles) {

    Report {
        attempts = List.copyOf(attempts);
    }

    /** What is not as it should be; nothing if all is well. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (count(this::wrong) > 0) {
            complaints.add(count(this::wrong) + " answers were wrong.");
        }
        if (count(this::failedOtherwise) > 0) {
            complaints.add(count(this::failedOtherwise) + " queries failed outside the failover.");
        }
        if (failover.killed().equals(failover.successor())) {
            complaints.add("No other JobManager took over.");
        }
        if (quietQueries().isEmpty()) {
            complaints.add("No query was answered in the quiet phase.");
        }
        if (quiet.requests().count().orElse(0) > 0) {
            complaints.add(
                    service()
                            + " received requests in the quiet phase: "
                            + quiet.requests().details());
        }
        if (storageFiles > 0) {
            complaints.add("Files were written to the storage directory.");
        }
        return complaints;
    }

    /** The figures, for people. */
    FramedTable table() {
        return new FramedTable()
                .row("leader killed", failover.killed())
                .row("took over", failover.successor())
                .row("queries answered as expected", text(count(Attempt::isRight)))
                .row("wrong answers", text(count(this::wrong)))
                .row("failed in the failover and resubmitted", text(count(this::failedInFailover)))
                .row("failed at any other time", text(count(this::failedOtherwise)))
                .row(
                        "seconds from the kill to the new leader",
                        DecimalSeconds.between(failover.killedAt(), failover.tookOver()).toString())
                .row("seconds without service", DecimalSeconds.of(withoutService()).toString())
                .row(
                        "longest wait for an answer or an error, seconds",
                        DecimalSeconds.of(longestWait()).toString())
                .row("queries per second before the kill", decimal(1, queriesPerSecond()))
                .row(
                        "latency before the kill, median / 95%",
                        Latencies.of(quietQueries()).toString())
                .row(
                        "queries while " + service() + "'s requests were counted",
                        text(quietQueries().size()))
                .row(
                        service() + " requests in that time",
                        counted(requests -> text((long) requests)))
                .row(service() + " requests per query", counted(this::perQuery))
                .row("files written to storageDir", text(storageFiles));
    }

    /**
     * From the kill to the first right answer to a query that was submitted after the kill. The
     * gateway may have had the results of an earlier one already.
     */
    Duration withoutService() {
        return attempts.stream()
                .filter(Attempt::isRight)
                .filter(attempt -> attempt.submitted().isAfter(failover.killedAt()))
                .map(Attempt::ended)
                .min(Comparator.naturalOrder())
                .map(end -> Duration.between(failover.killedAt(), end))
                .orElseThrow(() -> new IllegalStateException("No answer after the takeover"));
    }

    private String service() {
        return quiet.requests().service();
    }

    private String counted(DoubleFunction<String> text) {
        return quiet.requests().count().isPresent()
                ? text.apply(quiet.requests().count().getAsLong())
                : quiet.requests().details();
    }

    private String perQuery(double requests) {
        return decimal(2, quietQueries().isEmpty() ? 0 : requests / quietQueries().size());
    }

    private Duration longestWait() {
        return attempts.stream()
                .filter(this::overlapsFailover)
                .map(Attempt::latency)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private double queriesPerSecond() {
        return quietQueries().size()
                * 1000.0
                / Duration.between(quiet.start(), quiet.end()).toMillis();
    }

    private List<Attempt> quietQueries() {
        return attempts.stream()
                .filter(Attempt::isRight)
                .filter(attempt -> quiet.contains(attempt.ended()))
                .toList();
    }

    private boolean wrong(Attempt attempt) {
        return attempt.outcome() == Outcome.WRONG;
    }

    private boolean failed(Attempt attempt) {
        return attempt.outcome() == Outcome.FAILED || attempt.outcome() == Outcome.UNANSWERED;
    }

    private boolean failedInFailover(Attempt attempt) {
        return failed(attempt) && overlapsFailover(attempt);
    }

    private boolean failedOtherwise(Attempt attempt) {
        return failed(attempt) && !overlapsFailover(attempt);
    }

    private boolean overlapsFailover(Attempt attempt) {
        return attempt.ended().isAfter(failover.killedAt())
                && attempt.submitted().isBefore(failover.served());
    }

    private long count(Predicate<Attempt> condition) {
        return attempts.stream().filter(condition).count();
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private static String decimal(int digits, double number) {
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }
}
