package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A retrieval listener that remembers. */
final class HeardLeaders implements LeaderRetrievalListener {

    private final List<LeaderInformation> heard = new CopyOnWriteArrayList<>();
    private final List<Exception> errors = new CopyOnWriteArrayList<>();

    @Override
    public void notifyLeaderAddress(String address, UUID session) {
        heard.add(
                address == null
                        ? LeaderInformation.empty()
                        : LeaderInformation.known(session, address));
    }

    @Override
    public void handleError(Exception error) {
        errors.add(error);
    }

    List<LeaderInformation> all() {
        return heard;
    }

    LeaderInformation last() {
        return heard.get(heard.size() - 1);
    }

    List<Exception> errors() {
        return errors;
    }
}
