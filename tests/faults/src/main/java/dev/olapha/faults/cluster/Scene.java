package dev.olapha.faults.cluster;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.History;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;
import dev.olapha.faults.store.Link;
import dev.olapha.faults.store.ProcessIdentity;
import dev.olapha.faults.store.Store;
import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a row can do to a cluster. Everything it does stands in the history before it happens. */
public final class Scene {

    private final FaultCluster cluster;
    private final History history;
    private final FlinkProcess leader;

    /** The leader of this moment is the one that the row is about. */
    public Scene(FaultCluster cluster) {
        this.cluster = cluster;
        this.history = cluster.recorder().history();
        this.leader = process(presentTerm().process());
    }

    private Term presentTerm() {
        return new RecordedRun(history.events())
                .terms().stream()
                        .filter(term -> term.end().isEmpty())
                        .reduce((earlier, later) -> later)
                        .orElseThrow(() -> new IllegalStateException("Nobody leads"));
    }

    /** The JobManager that led before the fault. */
    public FlinkProcess leader() {
        return leader;
    }

    /** The other JobManager. */
    public FlinkProcess standby() {
        return cluster.flink().jobManagers().stream()
                .filter(process -> process != leader)
                .findFirst()
                .orElseThrow();
    }

    public List<FlinkProcess> taskManagers() {
        return cluster.flink().taskManagers();
    }

    public List<FlinkProcess> jobManagers() {
        return cluster.flink().jobManagers();
    }

    /** The process that leads now, by its own log. */
    public FlinkProcess presentLeader() {
        return process(presentTerm().process());
    }

    public FaultCluster cluster() {
        return cluster;
    }

    /** The link between a process and the store. */
    public Link link(FlinkProcess process) {
        return cluster.store().link(process.name());
    }

    /**
     * The store, for rows that only make sense with one kind of it.
     *
     * @throws IllegalStateException if it is another kind
     */
    public <T extends Store> T store(Class<T> kind) {
        if (!kind.isInstance(cluster.store())) {
            throw new IllegalStateException("This row needs a " + kind.getSimpleName());
        }
        return kind.cast(cluster.store());
    }

    /** Times count from now. To be called right before the fault. */
    public void faultBegins(String text) {
        history.record(EventType.FAULT, "suite", Map.of("text", text));
    }

    /** What the suite can undo is undone. */
    public void healed(String text) {
        history.record(EventType.HEALED, "suite", Map.of("text", text));
    }

    public void note(String text) {
        history.note(text);
    }

    /** SIGTERM; does not wait. */
    public void terminate(FlinkProcess process) {
        signalled(process, "TERM");
        process.current().terminate();
    }

    /** SIGKILL. */
    public void kill(FlinkProcess process) {
        signalled(process, "KILL");
        process.kill();
    }

    /** SIGSTOP. */
    public void pause(FlinkProcess process) {
        signalled(process, "STOP");
        process.pause();
    }

    /** SIGCONT. */
    public void resume(FlinkProcess process) {
        signalled(process, "CONT");
        process.resume();
    }

    /**
     * Lets a process open no more files and connections than it has open.
     *
     * @throws java.io.IOException if this system has no {@code prlimit}
     */
    public void forbidMoreFiles(FlinkProcess process) throws Exception {
        final int open =
                java.util.Objects.requireNonNull(
                                new java.io.File("/proc/" + process.pid() + "/fd").list(),
                                "open files of a process")
                        .length;
        final Process prlimit =
                new ProcessBuilder(
                                "prlimit",
                                "--pid",
                                Long.toString(process.pid()),
                                "--nofile=" + open + ":" + open)
                        .inheritIO()
                        .start();
        if (prlimit.waitFor() != 0) {
            throw new java.io.IOException("prlimit failed for " + process);
        }
    }

    /** Starts a process that has ended. */
    public void start(FlinkProcess process) {
        process.start();
    }

    /** Ends a process's session at the store. */
    public void endSession(FlinkProcess process) {
        cluster.store().endSession(new ProcessIdentity(process.name(), process.pid()));
    }

    private void signalled(FlinkProcess process, String signal) {
        history.record(EventType.PROCESS_SIGNALLED, process.name(), Map.of("signal", signal));
    }

    /** Lets time pass: the length of a fault, not a wait for something. */
    public void lasts(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }

    /**
     * Waits for something to happen, from now on or before.
     *
     * @return whether it did
     */
    public boolean await(Predicate<Event> condition, Duration timeout) throws InterruptedException {
        return history.await(condition, timeout).isPresent();
    }

    /** Waits until a process is granted leadership after now. */
    public boolean awaitNewTerm(Duration timeout) throws InterruptedException {
        final long known = presentTerm().epoch();
        return await(
                event -> event.type() == EventType.LEADERSHIP_GRANTED && event.epoch() > known,
                timeout);
    }

    /** A component's record is about to be damaged. */
    public void damaged(String component, String how) {
        history.record(
                EventType.RECORD_UNREADABLE,
                "suite",
                Map.of("component", component, "reason", how));
    }

    /** Waits until the last damage to a component's record is undone, or for so long. */
    public void awaitRepaired(String component, Duration timeout) throws InterruptedException {
        final long damages =
                soFar().all(EventType.RECORD_UNREADABLE)
                        .filter(event -> event.process().equals("suite"))
                        .count();
        final Duration since =
                soFar().all(EventType.RECORD_UNREADABLE)
                        .filter(event -> event.process().equals("suite"))
                        .skip(damages - 1)
                        .map(Event::at)
                        .findFirst()
                        .orElseThrow();
        await(
                event ->
                        event.type() == EventType.RECORD_PUBLISHED
                                && event.detail("component").equals(component)
                                && event.at().compareTo(since) > 0,
                timeout);
    }

    /**
     * Ends the session of the process that leads, and waits until there is another term.
     *
     * @throws IllegalStateException if there is none by then
     */
    public void changeLeader(Duration timeout) throws InterruptedException {
        final FlinkProcess present = presentLeader();
        final long known = presentTerm().epoch();
        endSession(present);
        if (!await(
                event -> event.type() == EventType.LEADERSHIP_GRANTED && event.epoch() > known,
                timeout)) {
            throw new IllegalStateException("Nobody leads after " + timeout);
        }
        // The next in line must be in line, or the same process wins every time.
        Deadline.after(timeout)
                .await(() -> cluster.store().candidates() == FaultCluster.JOB_MANAGERS);
    }

    /**
     * Changes the leader until each JobManager has been it, and the first one is again.
     *
     * @throws IllegalStateException if there is none in time
     */
    public void everyJobManagerLeads(Duration timeout) throws InterruptedException {
        note("every JobManager leads once");
        for (int i = 0; i < jobManagers().size(); i++) {
            changeLeader(timeout);
        }
    }

    /** Waits until all slots are free and every JobManager is in the election. */
    public void awaitCalm() {
        cluster.load().stop();
        cluster.repair();
        cluster.load().resume();
    }

    /** What happened so far. */
    public RecordedRun soFar() {
        return new RecordedRun(history.events());
    }

    private FlinkProcess process(String name) {
        return cluster.flink().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no process " + name));
    }
}
