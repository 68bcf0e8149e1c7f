package dev.olapha.kubernetes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What goes wrong between the imitation of an API server and its clients, as a test says. */
final class Troubles {

    private static final Predicate<ApiCall> NOTHING = call -> false;
    private static final Runnable NO_ACTION = () -> {};

    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();

    private volatile Predicate<ApiCall> refused = NOTHING;
    private volatile int status;
    private volatile Predicate<ApiCall> held = NOTHING;
    private volatile Predicate<ApiCall> heldAnswers = NOTHING;
    private volatile Predicate<ApiCall> awaited = NOTHING;
    private volatile Runnable action = NO_ACTION;
    private volatile CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean deaf;
    private volatile boolean brief;

    void note(ApiCall call) {
        calls.add(call);
        if (awaited.test(call)) {
            awaited = NOTHING;
            action.run();
        }
    }

    /** Waits while the request must not be seen. */
    void holdRequest(ApiCall call) throws InterruptedException {
        if (held.test(call)) {
            ended.await();
        }
    }

    /** Waits while its answer must not be seen. */
    void holdAnswer(ApiCall call) throws InterruptedException {
        if (heldAnswers.test(call)) {
            ended.await();
        }
    }

    /** The status with which the request is refused; 0 if it is not. */
    int refusal(ApiCall call) {
        return refused.test(call) ? status : 0;
    }

    boolean ignores(ApiCall watch) {
        return deaf;
    }

    /** Runs the action at the next such request, before it is answered. */
    void at(Predicate<ApiCall> calls, Runnable what) {
        action = what;
        awaited = calls;
    }

    /** Answers such requests with this status from now on. */
    void refuse(Predicate<ApiCall> calls, int answer) {
        status = answer;
        refused = calls;
    }

    /** Neither does nor answers what such requests ask for, from now on. */
    void hold(Predicate<ApiCall> calls) {
        held = calls;
    }

    /** The same for the next such request only. */
    void holdNext(Predicate<ApiCall> calls) {
        hold(onlyFirst(calls));
    }

    private static Predicate<ApiCall> onlyFirst(Predicate<ApiCall> calls) {
        final AtomicBoolean first = new AtomicBoolean(true);
        return call -> calls.test(call) && first.getAndSet(false);
    }

    /** Does what the next such request asks for, and does not answer it. */
    void holdNextAnswer(Predicate<ApiCall> calls) {
        heldAnswers = onlyFirst(calls);
    }

    /** Answers every replacement of a ConfigMap with this status from now on; reads still work. */
    void refuseUpdates(int answer) {
        refuse(call -> call.is("PUT", "configmaps"), answer);
    }

    /**
     * Answers every second replacement of a ConfigMap with this status, and with the wish that the
     * client come back in a second.
     */
    void refuseEverySecondUpdate(int answer) {
        final AtomicInteger updates = new AtomicInteger();
        refuse(call -> call.is("PUT", "configmaps") && updates.incrementAndGet() % 2 == 1, answer);
    }

    /** Answers every request with this status from now on. */
    void refuseEverything(int answer) {
        refuse(call -> true, answer);
    }

    /** Accepts watches that begin from now on, and never sends them anything. */
    void ignoreNewWatches() {
        deaf = true;
    }

    /** Accepts watches that begin from now on, and ends them at once. */
    void endEveryWatchAtOnce() {
        brief = true;
    }

    boolean ends(ApiCall watch) {
        return brief;
    }

    void end() {
        brief = false;
        refused = NOTHING;
        held = NOTHING;
        heldAnswers = NOTHING;
        awaited = NOTHING;
        deaf = false;
        final CountDownLatch before = ended;
        ended = new CountDownLatch(1);
        before.countDown();
    }

    /** All requests so far. */
    List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    /** The same, such as {@code GET /api/v1/...}. */
    List<String> requests() {
        return calls.stream().map(ApiCall::toString).collect(Collectors.toList());
    }

    long count(Predicate<ApiCall> predicate) {
        return calls.stream().filter(predicate).count();
    }
}
