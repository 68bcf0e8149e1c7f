package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.report.TimelineChart;
import dev.olapha.benchmark.report.TimelineChart.Lane;
import dev.olapha.benchmark.report.TimelineChart.Span;
import dev.olapha.benchmark.report.Tone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One query's life, one call below the other, in the order in which they began. */
final class Waterfall {

    /** Beyond this nobody reads on; the shortest calls are left out. */
    private static final int MOST_LANES = 40;

    private static final Map<String, String> ROLES =
            Map.of("jobmanager", "JM", "taskmanager", "TM", "client", "client");

    private final QueryLife life;
    private final Tone highAvailability;

    /**
     * @param highAvailability the colour of its calls; those of the rest of Flink are grey
     */
    Waterfall(QueryLife life, Tone highAvailability) {
        this.life = life;
        this.highAvailability = highAvailability;
    }

    TimelineChart timeline() {
        final List<Lane> lanes = new ArrayList<>();
        lanes.add(
                new Lane(
                        "query",
                        List.of(new Span("submission to result", Tone.GREEN, 0, life.millis()))));
        shown().forEach(located -> lanes.add(lane(located)));
        return new TimelineChart("ms", lanes);
    }

    private List<QueryLife.Located> shown() {
        final List<QueryLife.Located> ended =
                life.calls().stream()
                        .filter(located -> located.call().micros() != null)
                        .filter(located -> !isTrivial(located.call()))
                        .toList();
        final List<QueryLife.Located> longest =
                ended.stream()
                        .sorted(
                                Comparator.comparingLong(
                                                (QueryLife.Located located) ->
                                                        located.call().micros())
                                        .reversed())
                        .limit(MOST_LANES)
                        .toList();
        return ended.stream().filter(longest::contains).collect(Collectors.toList());
    }

    /** Parts of a message, and questions that are answered from memory. */
    private static boolean isTrivial(RecordedCall call) {
        return call.service().equals("TaskDeploymentDescriptor") || call.micros() < 20;
    }

    private Lane lane(QueryLife.Located located) {
        final RecordedCall call = located.call();
        final double start = Math.max(0, (call.startMicros() - life.startMicros()) / 1_000.0);
        return new Lane(
                ROLES.getOrDefault(located.role(), located.role())
                        + ": "
                        + call.service()
                        + " "
                        + call.operation(),
                List.of(
                        new Span(
                                "",
                                call.what().isHighAvailability() ? highAvailability : Tone.GREY,
                                start,
                                Math.max(
                                        start,
                                        (call.endMicros() - life.startMicros()) / 1_000.0))));
    }
}
