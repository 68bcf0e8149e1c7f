package dev.olapha.testkit.process;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a JobManager's log when it led. */
final class LeadershipLog {

    private static final Pattern EVENT =
            Pattern.compile(
                    "^(\\S+ \\S+) .*DefaultDispatcherRunner was (granted|revoked) (?:the )?leadership"
                            + " with leader id (\\S+?)\\.");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

    private final String process;
    private final RunningProcess run;

    LeadershipLog(String process, RunningProcess run) {
        this.process = process;
        this.run = run;
    }

    List<Leadership> leaderships() {
        List<Leadership> found = new ArrayList<>();
        String openId = null;
        Instant openStart = null;
        for (String line : run.log().lines("DefaultDispatcherRunner was (granted|revoked)")) {
            Matcher event = EVENT.matcher(line);
            if (!event.find()) {
                continue;
            }
            Instant time = time(event.group(1));
            if (openId != null) {
                found.add(new Leadership(process, openId, openStart, Optional.of(time)));
                openId = null;
            }
            if (event.group(2).equals("granted")) {
                openId = event.group(3);
                openStart = time;
            }
        }
        if (openId != null) {
            found.add(new Leadership(process, openId, openStart, run.endTime()));
        }
        return found;
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text, TIME).atZone(ZoneId.systemDefault()).toInstant();
    }
}
