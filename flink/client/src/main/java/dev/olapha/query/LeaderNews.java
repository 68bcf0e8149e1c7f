package dev.olapha.query;

import dev.olapha.leader.LeaderEpoch;

import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServicesFactory;
import org.apache.flink.runtime.highavailability.DefaultClientHighAvailabilityServicesFactory;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;
import org.apache.flink.runtime.rpc.FatalErrorHandler;

import javax.annotation.Nullable;

import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Hears what a {@link RestClusterClient} hears of the leader, always after it: an epoch that is
 * known here belongs to a leader that the client's requests go to already, or to an earlier one.
 *
 * <p>Thread-safe. Listeners are called on the watch's thread and must return at once.
 */
final class LeaderNews implements ClientHighAvailabilityServicesFactory {

    private final Set<Consumer<OptionalLong>> listeners = ConcurrentHashMap.newKeySet();
    private volatile OptionalLong epoch = OptionalLong.empty();

    /** Of the present leader; empty if the record names none, or nothing is known yet. */
    OptionalLong epoch() {
        return epoch;
    }

    void add(Consumer<OptionalLong> listener) {
        listeners.add(listener);
    }

    void remove(Consumer<OptionalLong> listener) {
        listeners.remove(listener);
    }

    @Override
    public ClientHighAvailabilityServices create(
            Configuration configuration, FatalErrorHandler errors) throws Exception {
        return new Overheard(
                DefaultClientHighAvailabilityServicesFactory.INSTANCE.create(
                        configuration, errors));
    }

    private void hear(@Nullable UUID session) {
        epoch = session == null ? OptionalLong.empty() : OptionalLong.of(LeaderEpoch.of(session));
        listeners.forEach(listener -> listener.accept(epoch));
    }

    private final class Overheard implements ClientHighAvailabilityServices {

        private final ClientHighAvailabilityServices services;

        private Overheard(ClientHighAvailabilityServices services) {
            this.services = services;
        }

        @Override
        public LeaderRetrievalService getClusterRestEndpointLeaderRetriever() {
            return new OverheardRetriever(services.getClusterRestEndpointLeaderRetriever());
        }

        @Override
        public void close() throws Exception {
            services.close();
        }
    }

    private final class OverheardRetriever implements LeaderRetrievalService {

        private final LeaderRetrievalService retriever;

        private OverheardRetriever(LeaderRetrievalService retriever) {
            this.retriever = retriever;
        }

        @Override
        public void start(LeaderRetrievalListener client) throws Exception {
            retriever.start(
                    new LeaderRetrievalListener() {
                        @Override
                        public void notifyLeaderAddress(
                                @Nullable String address, @Nullable UUID session) {
                            client.notifyLeaderAddress(address, session);
                            hear(session);
                        }

                        @Override
                        public void handleError(Exception error) {
                            client.handleError(error);
                        }
                    });
        }

        @Override
        public void stop() throws Exception {
            retriever.stop();
        }
    }
}
