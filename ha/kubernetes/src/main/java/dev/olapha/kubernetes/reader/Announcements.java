package dev.olapha.kubernetes.reader;

import dev.olapha.machine.Action;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import javax.annotation.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is told of {@link KnownRecords}: what has changed, once. */
final class Announcements {

    private final KnownRecords known;

    /** Null before anybody was told. */
    @Nullable private SortedMap<String, LeaderInformation> told;

    Announcements(KnownRecords known) {
        this.known = known;
    }

    List<Action<ObjectRequest, RecordsListener>> due() {
        final List<Action<ObjectRequest, RecordsListener>> due = new ArrayList<>();
        known.takeRemarks().forEach(remark -> due.add(Action.say(Action.Level.WARN, remark)));
        if (known.takeEpochsVoid()) {
            due.add(Action.tell(RecordsListener::onEpochsVoid));
        }
        if (!known.leaders().equals(told)) {
            final SortedMap<String, LeaderInformation> leaders = new TreeMap<>(known.leaders());
            told = leaders;
            due.add(Action.tell(listener -> listener.onLeaders(leaders)));
        }
        return due;
    }
}
