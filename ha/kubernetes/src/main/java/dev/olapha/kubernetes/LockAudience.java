package dev.olapha.kubernetes;

import dev.olapha.kubernetes.reader.RecordsListener;
import dev.olapha.machine.Refusal;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All retrievers of a process, what is known, and what keeps them from knowing it: whoever comes
 * late hears of both. On the notification thread, but for {@link #remove}.
 */
final class LockAudience implements RecordsListener {

    private static final Logger LOG = LoggerFactory.getLogger(LockAudience.class);

    private final Set<ComponentWatch> watches = ConcurrentHashMap.newKeySet();
    private final Function<Refusal, Exception> sentences;
    private final Consumer<Exception> election;

    /** Null before anything is known. */
    @Nullable private SortedMap<String, LeaderInformation> leaders;

    /** Null while there is none. */
    @Nullable private Exception obstacle;

    /**
     * @param sentences what an obstacle is called
     * @param election is told of obstacles, too
     */
    LockAudience(Function<Refusal, Exception> sentences, Consumer<Exception> election) {
        this.sentences = sentences;
        this.election = election;
    }

    void add(ComponentWatch watch) {
        watches.add(watch);
        if (watch.hasEnded()) {
            // Before it was added: nobody would remove it.
            watches.remove(watch);
        }
        if (leaders != null) {
            tell(watch);
        }
        if (obstacle != null) {
            watch.onError(obstacle);
        }
    }

    void remove(ComponentWatch watch) {
        watches.remove(watch);
    }

    @Override
    public void onLeaders(SortedMap<String, LeaderInformation> present) {
        leaders = present;
        watches.forEach(this::tell);
    }

    /** What one retriever throws is its own, and must not keep the others from hearing. */
    private void tell(ComponentWatch watch) {
        try {
            watch.onLeaders(leaders);
        } catch (Throwable t) {
            LOG.error("A leader retriever failed.", t);
            watch.onError(new IllegalStateException("A leader could not be told: " + t, t));
        }
    }

    @Override
    public void onEpochsVoid() {
        watches.forEach(ComponentWatch::onEpochsVoid);
    }

    @Override
    public void onObstacle(Refusal refusal) {
        obstacle = sentences.apply(refusal);
        fail(obstacle);
    }

    @Override
    public void onObstacleGone() {
        obstacle = null;
        watches.forEach(ComponentWatch::repeat);
    }

    void fail(Exception error) {
        watches.forEach(watch -> watch.onError(error));
        election.accept(error);
    }
}
