package dev.olapha.query.protocol;

import javax.annotation.Nullable;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One query from its submission to its end, over as many attempts as it takes. Every attempt has a
 * job id of its own: old tasks may still hold the class loader of the job before, and a leader that
 * led earlier refuses an id that it remembers.
 *
 * <p>A query is lost when the leader's epoch is greater than the one known at submission (a lower
 * bound, since any JobManager's REST hands a request to the present leader) <em>and</em> the
 * present leader does not know the job; or when its end was the cluster's fault. A lost query is
 * run again if nobody can see it.
 *
 * <p>Events name the attempt that they belong to; of one that was given up they change nothing. Not
 * thread-safe, see the package.
 */
public final class QueryProtocol {

    private enum State {
        SUBMITTING,
        TAKEN,
        ENDED
    }

    private final Limits limits;
    private final Actions actions;
    private final ResultRows rows;
    private final KnownLeader leader = new KnownLeader();
    private final Submissions submissions;
    private final Questions questions;
    private final Stragglers stragglers;
    private final Reruns reruns;
    private final Leftovers leftovers;

    private State state = State.SUBMITTING;
    private int attempt = 1;

    /** Whether the present attempt's job is known to have been there. */
    private boolean accepted;

    @Nullable private Outcome outcome;

    /**
     * @param memory what the rows of this query may take
     */
    public QueryProtocol(Protection protection, HeldMemory memory, Limits limits, Actions actions) {
        this.limits = limits;
        this.actions = actions;
        this.rows = new ResultRows(protection, memory);
        this.submissions = new Submissions(limits, leader, actions);
        this.questions = new Questions(limits);
        this.stragglers = new Stragglers(limits.grace(), actions);
        this.reruns = new Reruns(limits);
        this.leftovers = new Leftovers(actions);
    }

    public void start(OptionalLong epoch, long now) {
        leader.hear(epoch);
        submissions.begin(now, 0);
        act(now);
    }

    /** The record of the REST endpoint has changed; empty: it names nobody. */
    public void onLeader(OptionalLong epoch, long now) {
        leader.hear(epoch);
        if (state == State.SUBMITTING) {
            submissions.onLeader(now);
            if (rows.areProtected()) {
                submissions.doNotWaitForReplaced(now);
            }
        } else if (state == State.TAKEN && submissions.isLeaderReplaced()) {
            questions.hurry(now);
        }
        act(now);
    }

    public void onTime(long now) {
        act(now);
    }

    /**
     * @param cause null if it was accepted
     */
    public void onSubmission(int of, Fate fate, @Nullable Throwable cause, long now) {
        submissions.answered(cause);
        final boolean mayBeThere = fate == Fate.ACCEPTED || fate == Fate.UNKNOWN;
        if (of != attempt || state == State.ENDED) {
            if (mayBeThere) {
                stragglers.add(of, now);
            }
        } else if (mayBeThere) {
            beTaken(now);
            if (fate == Fate.ACCEPTED) {
                confirm();
            }
        } else if (fate == Fate.NOT_SENT) {
            state = State.SUBMITTING;
            submissions.retry(now);
        } else {
            end(Outcome.failed(reruns.orFirst(cause)));
        }
        act(now);
    }

    public void onAnswer(int of, int question, Answer answer, long now) {
        if (of == attempt && state == State.TAKEN && questions.closes(question)) {
            conclude(Diagnosis.of(answer, questions, submissions, rows, accepted, now), now);
        }
        act(now);
    }

    public void onEnd(int of, JobEnd jobEnd, long now) {
        if (of == attempt && state == State.TAKEN) {
            confirm();
            conclude(Diagnosis.of(jobEnd), now);
        }
        act(now);
    }

    /** The client wants to end the query: it ends at once, in every attempt. */
    public void cancel(long now) {
        if (state != State.ENDED) {
            if (submissions.isSent()) {
                stragglers.add(attempt, now);
            }
            end(Outcome.canceled(null));
        }
        act(now);
    }

    /** A leader has taken a cancellation. */
    public void onCancelled(int of, long now) {
        stragglers.cancelled(of);
        act(now);
    }

    /** The client waits for the end. */
    public void want(long now) {
        rows.want();
        act(now);
    }

    /** The client waits for rows from this offset on; none if there are none yet. */
    public Batch want(long offset, long now) {
        final Batch batch = rows.handOn(offset);
        act(now);
        return batch;
    }

    /** There is no room to keep the plan: it will not be run again. */
    public void unprotect(long now) {
        rows.unprotect();
        act(now);
    }

    /** Empty while the query goes on. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    private void beTaken(long now) {
        if (state == State.SUBMITTING) {
            state = State.TAKEN;
            questions.begin(now);
        }
    }

    private void confirm() {
        if (!accepted) {
            accepted = true;
            actions.taken();
        }
    }

    private void conclude(Diagnosis diagnosis, long now) {
        switch (diagnosis.kind()) {
            case ALIVE:
                goOn(diagnosis.rows(), now);
                break;
            case FINISHED:
                if (diagnosis.rows() == null || take(diagnosis.rows(), now)) {
                    end(Outcome.finished());
                }
                break;
            case CANCELED:
                end(Outcome.canceled(diagnosis.cause()));
                break;
            case FAILED:
                end(Outcome.failed(diagnosis.cause()));
                break;
            case PERHAPS_NEVER_THERE:
                // Should it come to be after all, it must not run beside the next attempt.
                stragglers.add(attempt, now);
                lose(diagnosis.cause(), now);
                break;
            case LOST:
                lose(diagnosis.cause(), now);
                break;
            default:
                break;
        }
    }

    private void goOn(@Nullable SinkRows given, long now) {
        if (given == null) {
            confirm();
            if (rows.shouldBeFetched(questions, now) && !submissions.isLeaderReplaced()) {
                actions.fetch(attempt, questions.ask(), rows.sinkVersion(), rows.received());
            }
        } else if (take(given, now) && !given.areNone()) {
            questions.hurry(now);
        }
    }

    /** False if they do not fit to what the client has. */
    private boolean take(SinkRows given, long now) {
        try {
            rows.add(given);
            actions.news();
            return true;
        } catch (SinkRestartedException e) {
            stragglers.add(attempt, now);
            end(Outcome.failed(e));
            return false;
        }
    }

    private void lose(Throwable cause, long now) {
        final Optional<Throwable> refusal = reruns.refusal(cause, rows, attempt);
        if (refusal.isPresent()) {
            end(Outcome.failed(refusal.get()));
        } else {
            attempt++;
            accepted = false;
            state = State.SUBMITTING;
            rows.clear();
            submissions.begin(now, limits.rerunPause());
            actions.runAgain(attempt, cause);
        }
    }

    private void end(Outcome how) {
        if (outcome == null) {
            outcome = how;
            state = State.ENDED;
            rows.letGo();
            actions.news();
        }
    }

    /** Does what is due, and says when to come again. */
    private void act(long now) {
        if (state == State.SUBMITTING) {
            final Submissions.Step step = submissions.step(attempt, now);
            if (step == Submissions.Step.TIME_OVER) {
                end(Outcome.failed(submissions.noLeader(now)));
            } else if (step == Submissions.Step.UNANSWERED) {
                beTaken(now);
            }
        } else if (state == State.TAKEN && isAsking() && questions.isDue(now)) {
            ask();
        }
        if (state == State.ENDED || !rows.areProtected() && accepted) {
            leftovers.forgetPlan();
        }
        final long again = Math.min(stragglers.act(now), nextStep());
        if (again != Long.MAX_VALUE) {
            actions.wakeAt(again);
        } else if (state == State.ENDED && !submissions.arePending()) {
            leftovers.release();
        }
    }

    /** Also about a submission of unknown fate: execute() waits for it. */
    private boolean isAsking() {
        return rows.areWanted() || !accepted;
    }

    private void ask() {
        if (submissions.isLeaderReplaced()) {
            actions.askState(attempt, questions.ask());
        } else {
            actions.askResult(attempt, questions.ask());
        }
    }

    private long nextStep() {
        if (state == State.SUBMITTING) {
            return submissions.nextStep();
        }
        return state == State.TAKEN && isAsking() ? questions.next() : Long.MAX_VALUE;
    }
}
