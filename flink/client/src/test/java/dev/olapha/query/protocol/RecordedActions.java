package dev.olapha.query.protocol;

import java.util.ArrayList;
import java.util.List;

/** Notes what a protocol wants. */
final class RecordedActions implements Actions {

    private final List<String> notes = new ArrayList<>();
    private long wakeAt = Long.MAX_VALUE;
    private int question;

    /** What was wanted since the last call, without when it wants to be woken. */
    List<String> drain() {
        final List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    long wakeTime() {
        return wakeAt;
    }

    /** The last that was asked. */
    int question() {
        return question;
    }

    @Override
    public void submit(int attempt) {
        notes.add("submit " + attempt);
    }

    @Override
    public void askResult(int attempt, int asked) {
        question = asked;
        notes.add("result " + attempt);
    }

    @Override
    public void askState(int attempt, int asked) {
        question = asked;
        notes.add("state " + attempt);
    }

    @Override
    public void fetch(int attempt, int asked, String sinkVersion, long offset) {
        question = asked;
        notes.add("fetch " + attempt + " from " + sinkVersion + offset);
    }

    @Override
    public void cancel(int attempt) {
        notes.add("cancel " + attempt);
    }

    @Override
    public void wakeAt(long millis) {
        wakeAt = millis;
    }

    @Override
    public void taken() {
        notes.add("taken");
    }

    @Override
    public void runAgain(int attempt, Throwable loss) {
        notes.add("again " + attempt);
    }

    @Override
    public void forgetPlan() {
        notes.add("forget plan");
    }

    @Override
    public void news() {}

    @Override
    public void released() {
        notes.add("released");
    }
}
