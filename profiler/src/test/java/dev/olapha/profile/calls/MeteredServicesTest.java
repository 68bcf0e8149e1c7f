package dev.olapha.profile.calls;

import dev.olapha.profile.recording.RecordingLease;
import dev.olapha.profile.recording.Recordings;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.blob.BlobStoreService;
import org.apache.flink.runtime.blob.PermanentBlobKey;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.nonha.embedded.EmbeddedHaServices;
import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MeteredServicesTest {

    @TempDir Path directory;

    private HighAvailabilityServices services;

    @BeforeEach
    void wrap() {
        final RecordingLease lease =
                Recordings.ofThisProcess().join("NONE", directory, Duration.ofHours(1), 10);
        services =
                MeteredServices.around(
                        (HighAvailabilityServices) new EmbeddedHaServices(Runnable::run), lease);
    }

    @Test
    void callsOfAJobAreRecordedUnderItsId() throws Exception {
        final JobID job = new JobID();
        final LeaderElection election = services.getJobManagerLeaderElection(job);
        final CompletableFuture<UUID> granted = new CompletableFuture<>();
        election.startLeaderElection(
                new LeaderContender() {
                    @Override
                    public void grantLeadership(UUID session) {
                        granted.complete(session);
                    }

                    @Override
                    public void revokeLeadership() {}

                    @Override
                    public void handleError(Exception error) {}
                });
        granted.get(10, TimeUnit.SECONDS);
        election.close();
        assertThat(services.getJobResultStore().hasJobResultEntryAsync(job).get()).isFalse();
        services.close();

        final JsonNode json = profile();
        assertThat(json.at("/process/role").asText()).isEqualTo("jobmanager");
        assertThat(json.at("/timelines/0/query").asText()).isEqualTo(job.toHexString());
        assertThat(operations(json.at("/timelines/0/events")))
                .containsExactlyInAnyOrder(
                        "getJobManagerLeaderElection",
                        "wait for leadership",
                        "startLeaderElection",
                        "close",
                        "hasJobResultEntryAsync");
        for (final JsonNode event : json.at("/timelines/0/events")) {
            assertThat(event.has("micros")).as(event.toString()).isTrue();
        }
    }

    @Test
    void aRetrievalWaitsUntilItKnowsALeader() throws Exception {
        final JobID unled = new JobID();
        services.getJobManagerLeaderRetriever(unled, "akka://unled")
                .start(new Addresses(new CompletableFuture<>()));
        final JobID led = new JobID();
        final CompletableFuture<String> known = new CompletableFuture<>();
        services.getJobManagerLeaderRetriever(led, "akka://led").start(new Addresses(known));
        final LeaderElection election = services.getJobManagerLeaderElection(led);
        election.startLeaderElection(
                new LeaderContender() {
                    @Override
                    public void grantLeadership(UUID session) {
                        election.confirmLeadership(session, "akka://led");
                    }

                    @Override
                    public void revokeLeadership() {}

                    @Override
                    public void handleError(Exception error) {}
                });
        assertThat(known.get(10, TimeUnit.SECONDS)).isEqualTo("akka://led");
        services.close();

        final JsonNode timelines = profile().at("/timelines");
        assertThat(timelines).hasSize(2);
        for (final JsonNode timeline : timelines) {
            final List<String> ended =
                    Stream.iterate(0, i -> i < timeline.at("/events").size(), i -> i + 1)
                            .map(i -> timeline.at("/events/" + i))
                            .filter(event -> event.has("micros"))
                            .map(event -> event.at("/operation").asText())
                            .collect(Collectors.toList());
            if (timeline.at("/query").asText().equals(led.toHexString())) {
                assertThat(ended).contains("wait for leader");
            } else {
                assertThat(ended).doesNotContain("wait for leader");
            }
        }
    }

    private static final class Addresses implements LeaderRetrievalListener {

        private final CompletableFuture<String> first;

        private Addresses(CompletableFuture<String> first) {
            this.first = first;
        }

        @Override
        public void notifyLeaderAddress(String address, UUID session) {
            if (address != null) {
                first.complete(address);
            }
        }

        @Override
        public void handleError(Exception error) {}
    }

    @Test
    void blobsAreSizedAndTheStoreKeepsItsOtherInterfaces() throws Exception {
        final BlobStore store = services.createBlobStore();
        final Path jar = Files.write(directory.resolve("jar"), new byte[321]);
        store.put(jar.toFile(), new JobID(), new PermanentBlobKey());
        assertThat(store).isInstanceOf(BlobStoreService.class);
        services.close();

        final JsonNode json = profile();
        assertThat(json.at("/timelines/0/events/0/operation").asText())
                .isEqualTo("put of task information");
        assertThat(json.at("/timelines/0/events/0/bytes").asLong()).isEqualTo(321);
    }

    @Test
    void whatTheServicesThrowComesBackItself() throws Exception {
        assertThatThrownBy(() -> services.getJobResultStore().createDirtyResultAsync(null))
                .isInstanceOf(NullPointerException.class);
        assertThat(services).isEqualTo(services).hasSameHashCodeAs(services);
    }

    private JsonNode profile() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            final List<Path> all =
                    files.filter(file -> file.toString().endsWith(".json"))
                            .collect(Collectors.toList());
            assertThat(all).hasSize(1);
            return new ObjectMapper().readTree(all.get(0).toFile());
        }
    }

    private static List<String> operations(JsonNode events) {
        return Stream.iterate(0, i -> i < events.size(), i -> i + 1)
                .map(i -> events.get(i).at("/operation").asText())
                .collect(Collectors.toList());
    }
}
