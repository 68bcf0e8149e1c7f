package dev.olapha.faults.observe;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;

import org.junit.jupiter.api.Test;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class LogParserTest {

    private static final String SESSION = "00000000-0000-0a3f-8c1e-5b0f7d3a9e21";
    private static final String TOKEN = "8c1e5b0f7d3a9e210000000000000a3f";

    private final Recorder recorder = new Recorder();
    private final Secrets secrets = new Secrets();
    private final LogParser parser = new LogParser("process", recorder, secrets);

    private List<Event> eventsOf(String... messages) {
        return eventsFrom("some.Logger", messages);
    }

    private List<Event> eventsFrom(String logger, String... messages) {
        recorder.begin();
        final String time =
                LocalDateTime.now()
                        .plusSeconds(1)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS"));
        for (String message : messages) {
            parser.line("%s INFO  %s [] - %s".formatted(time, logger, message));
        }
        return recorder.history().events();
    }

    @Test
    void readsLeadership() {
        assertThat(
                        eventsOf(
                                "DefaultDispatcherRunner was granted leadership with leader id "
                                        + SESSION
                                        + ". Creating new SessionDispatcherLeaderProcess.",
                                "DefaultDispatcherRunner was revoked the leadership with leader id "
                                        + SESSION
                                        + ". Stopping the DispatcherLeaderProcess."))
                .allMatch(event -> event.epoch() == 0xa3f && event.process().equals("process"))
                .extracting(Event::type)
                .containsExactly(EventType.LEADERSHIP_GRANTED, EventType.LEADERSHIP_REVOKED);
    }

    @Test
    void readsWhomATaskManagerFollows() {
        assertThat(
                        eventsOf(
                                "Connecting to ResourceManager pekko.tcp://flink@127.0.0.1:6123/user/rpc/"
                                        + "resourcemanager_*("
                                        + TOKEN
                                        + ")."))
                .singleElement()
                .matches(event -> event.type() == EventType.LEADER_FOLLOWED)
                .matches(event -> event.detail("session").equals(SESSION));
    }

    @Test
    void countsASlotRequestWhenItIsGranted() {
        final String received =
                "Receive slot request aa11 for job bb22 from resource manager with leader id "
                        + TOKEN
                        + ".";
        assertThat(eventsOf(received)).isEmpty();
        assertThat(eventsOf(received, "Allocated slot for aa11 with resources {}."))
                .singleElement()
                .matches(event -> event.type() == EventType.SLOT_REQUEST_ACCEPTED)
                .matches(event -> event.epoch() == 0xa3f && event.detail("job").equals("bb22"));
    }

    @Test
    void noticesSecretsButWhereTheDocumentationSaysThatFlinkPrintsThem() {
        secrets.add("open-sesame");
        assertThat(eventsOf("password: open-sesame"))
                .extracting(Event::type)
                .containsExactly(EventType.SECRET_SHOWN);
        assertThat(eventsOf(" Loading configuration property: a.key, open-sesame")).isEmpty();
    }

    @Test
    void noticesAnObjectThatWasDeserialized() {
        assertThat(eventsOf(HostileObject.MARK))
                .extracting(Event::type)
                .containsExactly(EventType.DESERIALIZED);
    }

    @Test
    void jobsFollowWhomTheyAreRegisteredByAndNotWhomTheyTry() {
        assertThat(
                        eventsFrom(
                                "org.apache.flink.runtime.jobmaster.JobMaster",
                                "Connecting to ResourceManager pekko.tcp://flink@127.0.0.1:6123/user/rpc/"
                                        + "resourcemanager_0("
                                        + TOKEN
                                        + ")",
                                "JobManager successfully registered at ResourceManager, leader id: "
                                        + TOKEN
                                        + "."))
                .singleElement()
                .matches(event -> event.type() == EventType.LEADER_FOLLOWED)
                .matches(event -> event.epoch() == 0xa3f);
    }

    @Test
    void noticesThatTheDiskIsFull() {
        assertThat(eventsOf("java.io.IOException: No space left on device"))
                .extracting(Event::type)
                .containsExactly(EventType.DISK_FULL_LOGGED);
    }

    @Test
    void readsFencingTokensAsFlinkPrintsThem() {
        assertThat(LogParser.fromFencingToken(TOKEN)).isEqualTo(UUID.fromString(SESSION));
    }
}
