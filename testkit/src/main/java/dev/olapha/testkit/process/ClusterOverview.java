package dev.olapha.testkit.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the leading JobManager knows of its cluster at one moment. Immutable. */
public final class ClusterOverview {

    private final int taskManagers;
    private final int slots;
    private final int slotsAvailable;
    private final int jobsRunning;

    private ClusterOverview(int taskManagers, int slots, int slotsAvailable, int jobsRunning) {
        this.taskManagers = taskManagers;
        this.slots = slots;
        this.slotsAvailable = slotsAvailable;
        this.jobsRunning = jobsRunning;
    }

    /** Reads the answer of {@code GET /overview}. */
    static ClusterOverview parse(String json) {
        return new ClusterOverview(
                number(json, "taskmanagers"),
                number(json, "slots-total"),
                number(json, "slots-available"),
                number(json, "jobs-running"));
    }

    /** Registered TaskManagers. */
    public int taskManagers() {
        return taskManagers;
    }

    /** Slots of the registered TaskManagers. */
    public int slots() {
        return slots;
    }

    /** Slots no job holds. */
    public int slotsAvailable() {
        return slotsAvailable;
    }

    /** Jobs that have neither finished nor failed nor been cancelled. */
    public int jobsRunning() {
        return jobsRunning;
    }

    private static int number(String json, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\"\\s*:\\s*(\\d+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No " + field + " in " + json);
        }
        return Integer.parseInt(matcher.group(1));
    }

    @Override
    public String toString() {
        return taskManagers
                + " TaskManagers, "
                + slotsAvailable
                + " of "
                + slots
                + " slots available, "
                + jobsRunning
                + " jobs running";
    }
}
