package dev.olapha.faults.observe;

import dev.olapha.faults.history.EventType;
import dev.olapha.leader.LeaderEpoch;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the log of one run of one Flink process, line by line. Used by one thread. */
final class LogParser {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
    private static final int TIME_LENGTH = "yyyy-MM-dd HH:mm:ss,SSS".length();

    private static final String JOB_MASTER = " org.apache.flink.runtime.jobmaster.JobMaster ";

    private static final Pattern LEADERSHIP =
            Pattern.compile(
                    "DefaultDispatcherRunner was (granted|revoked) (?:the )?leadership with leader id"
                            + " ([0-9a-f-]{36})");
    private static final Pattern CONNECTION = Pattern.compile("connection is (SUSPENDED|LOST)");
    private static final Pattern FOLLOWED =
            Pattern.compile("Connecting to ResourceManager \\S+\\(([0-9a-f]{32})\\)");
    private static final Pattern JOB_REGISTERED =
            Pattern.compile(
                    "JobManager successfully registered at ResourceManager, leader id:"
                            + " ([0-9a-f]{32})");
    private static final Pattern SLOT_REQUEST =
            Pattern.compile(
                    "Receive slot request ([0-9a-f]+) for job ([0-9a-f]+) from resource manager with"
                            + " leader id ([0-9a-f]{32})");
    private static final Pattern ALLOCATED = Pattern.compile("Allocated slot for ([0-9a-f]+) ");
    private static final Pattern REFUSED =
            Pattern.compile("Ignoring the leader record of '([^']*)' with epoch (-?\\d+)");

    private final String process;
    private final Recorder recorder;
    private final Secrets secrets;

    /** Slot requests that were received and not yet granted: by allocation, job and session. */
    private final Map<String, String[]> slotRequests = new HashMap<>();

    LogParser(String process, Recorder recorder, Secrets secrets) {
        this.process = process;
        this.recorder = recorder;
        this.secrets = secrets;
    }

    void line(String line) {
        if (line.contains("was granted leadership") || line.contains("was revoked")) {
            leadership(line);
        } else if (line.contains("connection is ")) {
            match(
                    CONNECTION,
                    line,
                    m -> emit(line, EventType.STORE_CONNECTION_LOST, Map.of("text", m.group(1))));
        } else if (line.contains("Rest endpoint listening at")) {
            emit(line, EventType.PROCESS_READY, Map.of());
        } else if (line.contains("Connecting to ResourceManager")) {
            // A JobMaster of a lost job tries the ResourceManager it knew until it has read the
            // news, and in the process of a replaced leader both are on their way out. What counts
            // there is whether it is accepted.
            if (!line.contains(JOB_MASTER)) {
                follows(FOLLOWED, line);
            }
        } else if (line.contains("JobManager successfully registered at ResourceManager")) {
            follows(JOB_REGISTERED, line);
        } else if (line.contains("Successful registration at resource manager")) {
            emit(line, EventType.TASKMANAGER_REGISTERED, Map.of());
        } else if (line.contains("Receive slot request")) {
            match(
                    SLOT_REQUEST,
                    line,
                    m -> slotRequests.put(m.group(1), new String[] {m.group(2), m.group(3)}));
        } else if (line.contains("Allocated slot for")) {
            match(ALLOCATED, line, m -> allocated(line, m.group(1)));
        } else if (line.contains("Ignoring the leader record")) {
            match(
                    REFUSED,
                    line,
                    m ->
                            emit(
                                    line,
                                    EventType.LEADER_REFUSED,
                                    Map.of("component", m.group(1), "epoch", m.group(2))));
        } else if (line.contains(HostileObject.MARK)) {
            emit(line, EventType.DESERIALIZED, Map.of("text", line));
        } else if (line.contains("java.io.IOException: No space left on device")) {
            emit(line, EventType.DISK_FULL_LOGGED, Map.of());
        } else if (line.contains("Fatal error occurred")) {
            emit(line, EventType.NOTE, Map.of("text", line.strip()));
        }
        // Flink prints its configuration file before this product is loaded; the page on
        // configuration says how to silence it.
        if (secrets.areIn(line) && !line.contains(" Loading configuration property: ")) {
            emit(line, EventType.SECRET_SHOWN, Map.of("place", "its log"));
        }
    }

    private void follows(Pattern pattern, String line) {
        match(
                pattern,
                line,
                m -> emit(line, EventType.LEADER_FOLLOWED, session(fromFencingToken(m.group(1)))));
    }

    private void leadership(String line) {
        match(
                LEADERSHIP,
                line,
                m ->
                        emit(
                                line,
                                m.group(1).equals("granted")
                                        ? EventType.LEADERSHIP_GRANTED
                                        : EventType.LEADERSHIP_REVOKED,
                                session(UUID.fromString(m.group(2)))));
    }

    private void allocated(String line, String allocation) {
        final String[] request = slotRequests.remove(allocation);
        if (request != null) {
            final Map<String, String> details =
                    new HashMap<>(session(fromFencingToken(request[1])));
            details.put("job", request[0]);
            emit(line, EventType.SLOT_REQUEST_ACCEPTED, details);
        }
    }

    /** Flink prints a fencing token with the lower half of the session id first. */
    static UUID fromFencingToken(String token) {
        return new UUID(
                Long.parseUnsignedLong(token.substring(16), 16),
                Long.parseUnsignedLong(token.substring(0, 16), 16));
    }

    static Map<String, String> session(UUID session) {
        return Map.of(
                "session", session.toString(), "epoch", Long.toString(LeaderEpoch.of(session)));
    }

    private void emit(String line, EventType type, Map<String, String> details) {
        recorder.recordAt(time(line), type, process, details);
    }

    private static Instant time(String line) {
        try {
            return LocalDateTime.parse(line.substring(0, TIME_LENGTH), TIME)
                    .atZone(ZoneId.systemDefault())
                    .toInstant();
        } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
            // Not a line of the logger, for example one of the JVM.
            return Instant.now();
        }
    }

    private interface Found {
        void in(Matcher matcher);
    }

    private static void match(Pattern pattern, String line, Found found) {
        final Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
            found.in(matcher);
        }
    }
}
