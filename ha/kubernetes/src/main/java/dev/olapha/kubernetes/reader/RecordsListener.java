package dev.olapha.kubernetes.reader;

import dev.olapha.machine.Refusal;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.util.SortedMap;

/** Hears what a {@link RecordsReader} learns. Called by one thread at a time, in order. */
public interface RecordsListener {

    /** Who leads, by component; who is not in it has no leader. Told when it has changed. */
    void onLeaders(SortedMap<String, LeaderInformation> leaders);

    /** Epochs told so far count for nothing: see {@link RecordsReader}. */
    void onEpochsVoid();

    /** Nobody can know who leads until this is mended; trying goes on. */
    void onObstacle(Refusal refusal);

    /** The obstacle is gone. */
    void onObstacleGone();
}
