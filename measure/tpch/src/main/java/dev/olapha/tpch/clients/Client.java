package dev.olapha.tpch.clients;

import dev.olapha.tpch.Answer;
import dev.olapha.tpch.TpchQuery;
import dev.olapha.tpch.TpchWorkload;
import dev.olapha.tpch.clients.Attempt.Outcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Asks one query after the other, and each again until it is answered. */
final class Client implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Client.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

    private final int number;
    private final BoundedSession session;
    private final TpchWorkload workload;
    private final Journal journal;
    private volatile boolean stopped;

    Client(int number, BoundedSession session, TpchWorkload workload, Journal journal) {
        this.number = number;
        this.session = session;
        this.workload = workload;
        this.journal = journal;
    }

    void open() throws InterruptedException, ExecutionException, TimeoutException {
        session.open();
    }

    /** Ends after the query in flight. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try (session) {
            // Not all with the same query: the clients' first queries are different ones.
            int next = number;
            while (!stopped) {
                TpchQuery query = workload.queries().get(next % workload.queries().size());
                if (attempt(query).isRight()) {
                    next++;
                } else {
                    Thread.sleep(PAUSE_AFTER_FAILURE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Attempt attempt(TpchQuery query) throws InterruptedException {
        Instant submitted = Instant.now();
        Outcome outcome = Outcome.UNANSWERED;
        String detail = "";
        journal.submitted();
        try {
            Answer answer = session.ask(query.sql());
            outcome = answer.equals(workload.expected(query)) ? Outcome.RIGHT : Outcome.WRONG;
            if (outcome == Outcome.WRONG) {
                detail = "expected " + workload.expected(query) + "\nbut got " + answer;
                LOG.error("{}: {}", query.name(), detail);
            }
        } catch (ExecutionException e) {
            outcome = Outcome.FAILED;
            detail = rootCause(e);
            LOG.warn("{} failed after {}.", query.name(), submitted, e.getCause());
        } catch (TimeoutException e) {
            detail = "no answer in time";
            LOG.warn("{} was not answered in time.", query.name());
        }
        Attempt attempt =
                new Attempt(number, query.name(), submitted, Instant.now(), outcome, detail);
        journal.ended(attempt);
        return attempt;
    }

    private static String rootCause(Throwable error) {
        Throwable cause = RootCause.of(error);
        return cause.getMessage() == null
                ? cause.getClass().getName()
                : cause.getMessage().lines().findFirst().orElse("");
    }
}
