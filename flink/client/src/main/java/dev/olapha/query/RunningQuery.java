package dev.olapha.query;

import dev.olapha.query.protocol.Actions;
import dev.olapha.query.protocol.Answer;
import dev.olapha.query.protocol.Fate;
import dev.olapha.query.protocol.QueryProtocol;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Drives the protocol of one query. What is public for the client may be called by any thread and
 * returns at once; the rest runs on the {@link QueryLoop}.
 */
final class RunningQuery implements Actions {

    private static final Logger LOG = LoggerFactory.getLogger(RunningQuery.class);

    private final Attempts attempts;
    private final JobRequests requests;
    private final KeptPlan plan;
    private final ConnectionSource connections;
    private final QueryLoop loop;
    private final QueryProtocol protocol;
    private final Consumer<OptionalLong> leaderListener;
    private final long start;

    private final AwaitingClient client;
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    // Below: touched on the loop only.

    /** Null while nobody waits for the end of a job whose rows are not read here. */
    @Nullable private ConnectionLease connection;

    @Nullable private Future<?> timer;
    private boolean news;

    /**
     * @param protocol makes the protocol with these actions
     */
    RunningQuery(
            Attempts attempts,
            KeptPlan plan,
            JobRequests requests,
            ConnectionSource connections,
            QueryLoop loop,
            Function<Actions, QueryProtocol> protocol) {
        this.attempts = attempts;
        this.client = new AwaitingClient(attempts);
        this.plan = plan;
        this.requests = requests;
        this.connections = connections;
        this.loop = loop;
        this.protocol = protocol.apply(this);
        this.leaderListener = epoch -> event(now -> this.protocol.onLeader(epoch, now));
        this.start = loop.now();
    }

    /**
     * Begins.
     *
     * @return completes when a leader has the job, or exceptionally when the query has ended before
     */
    CompletableFuture<Void> start() {
        connection = connections.lease();
        connection.leaders().add(leaderListener);
        final OptionalLong epoch = connection.leaders().epoch();
        event(now -> protocol.start(epoch, now));
        return client.taken();
    }

    /** From memory. */
    JobStatus status() {
        event(protocol::want);
        return client.status();
    }

    CompletableFuture<JobExecutionResult> result() {
        final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
        event(
                now -> {
                    client.waitFor(result);
                    follow(now);
                    protocol.want(now);
                    news = true;
                });
        return result;
    }

    /** Completes when there are rows, or none any more. */
    CompletableFuture<CoordinationResponse> rows(String operator, long offset) {
        final RowsRequest request = new RowsRequest(operator, offset);
        event(
                now -> {
                    client.waitFor(request);
                    news = true;
                });
        return request.response();
    }

    /** The query ends at once; completes when its jobs have been cancelled, too. */
    CompletableFuture<Void> cancel() {
        event(protocol::cancel);
        return released;
    }

    /**
     * A job whose rows are not read here is followed only while somebody waits for its end: a
     * gateway starts INSERTs that run for months and that nobody asks for.
     */
    void park() {
        event(
                now -> {
                    if (!client.waitsForResult()) {
                        leave();
                    }
                });
    }

    private void follow(long now) {
        if (connection == null && protocol.outcome().isEmpty()) {
            connection = connections.lease();
            connection.leaders().add(leaderListener);
            protocol.onLeader(connection.leaders().epoch(), now);
        }
    }

    private void leave() {
        if (connection != null) {
            connection.leaders().remove(leaderListener);
            connection.release();
            connection = null;
        }
    }

    private void event(Consumer<Long> event) {
        loop.execute(
                () -> {
                    try {
                        event.accept(loop.now());
                        while (news) {
                            news = false;
                            client.tell(protocol, loop.now());
                        }
                    } catch (RuntimeException e) {
                        LOG.error("Job {} cannot be followed any more.", attempts.present(), e);
                        client.fail(e);
                    }
                });
    }

    @Override
    public void submit(int attempt) {
        plan.submit(connection.client(), attempts.id(attempt), attempts.name(attempt))
                .whenComplete(
                        (id, failure) -> {
                            final Fate fate =
                                    failure == null
                                            ? Fate.ACCEPTED
                                            : Failures.ofSubmission(failure);
                            event(now -> protocol.onSubmission(attempt, fate, failure, now));
                        });
    }

    @Override
    public void askResult(int attempt, int question) {
        requests.result(
                connection.client(),
                attempts.id(attempt),
                answer -> event(now -> protocol.onAnswer(attempt, question, answer, now)),
                ended ->
                        event(
                                now -> {
                                    client.remember(ended);
                                    protocol.onEnd(attempt, ended.end(), now);
                                }));
    }

    @Override
    public void askState(int attempt, int question) {
        requests.state(
                connection.client(),
                attempts.id(attempt),
                answer -> event(now -> protocol.onAnswer(attempt, question, answer, now)),
                () -> event(now -> askResult(attempt, question)));
    }

    @Override
    public void fetch(int attempt, int question, String version, long offset) {
        final Consumer<Answer> answered =
                answer -> event(now -> protocol.onAnswer(attempt, question, answer, now));
        final RowsRequest request = client.rows();
        if (request == null) {
            answered.accept(JobRequests.noRows(version, offset));
        } else {
            requests.rows(
                    connection.client(),
                    attempts.id(attempt),
                    request.operator(),
                    version,
                    offset,
                    answered);
        }
    }

    @Override
    public void cancel(int attempt) {
        requests.cancel(
                connection.client(),
                attempts.id(attempt),
                () -> event(now -> protocol.onCancelled(attempt, now)));
    }

    @Override
    public void wakeAt(long millis) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = loop.at(millis, () -> event(protocol::onTime));
    }

    @Override
    public void taken() {
        if (!client.taken().isDone()) {
            plan.countSize(() -> event(protocol::unprotect));
            client.taken()
                    .completeAsync(
                            () -> {
                                plan.tellListeners();
                                return null;
                            });
        }
    }

    @Override
    public void runAgain(int attempt, Throwable loss) {
        final Object before = attempts.present();
        LOG.info(
                "Running job {} again as {}: {} (attempt {}, {} s after the query was sent).",
                before,
                attempts.addOne(),
                loss.getMessage(),
                attempt,
                (loop.now() - start) / 1000.0);
    }

    @Override
    public void forgetPlan() {
        plan.forget();
    }

    @Override
    public void news() {
        news = true;
    }

    @Override
    public void released() {
        if (timer != null) {
            timer.cancel(false);
        }
        leave();
        released.completeAsync(() -> null);
    }
}
