package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.cluster.Mode.Coordination;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.Headline;
import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.LineChart;
import dev.olapha.benchmark.report.LineChart.Axis;
import dev.olapha.benchmark.report.Picture;
import dev.olapha.benchmark.report.Point;
import dev.olapha.benchmark.report.Table;
import dev.olapha.benchmark.report.TextTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a soak says, for people. */
final class SoakFindings {

    private static final String TITLE = "Soak: many queries, several failovers";
    private static final String QUESTION =
            "Does anything grow with the number of queries or failovers: memory, threads, open files,"
                    + " watches, znodes, files?";

    private final SoakRun.Results results;
    private final List<Mode> modes;

    SoakFindings(SoakRun.Results results) {
        this.results = results;
        this.modes = results.readings().stream().map(Reading::mode).distinct().toList();
    }

    Findings findings() {
        if (results.readings().isEmpty()) {
            return Findings.none(TITLE, QUESTION);
        }
        return new Findings(TITLE, QUESTION, headlines(), pictures(), List.of(table()), remarks());
    }

    private List<Headline> headlines() {
        return modes.stream()
                .limit(4)
                .map(
                        mode ->
                                new Headline(
                                        String.format(
                                                Locale.ROOT,
                                                "%.0f → %.0f MB",
                                                first(mode).jobManager().heapMegabytes(),
                                                last(mode).jobManager().heapMegabytes()),
                                        mode.id()
                                                + ": heap of the leading JobManager after garbage"
                                                + " collection, before and after "
                                                + last(mode).queries()
                                                + " queries and "
                                                + last(mode).failovers()
                                                + " failovers",
                                        mode.tone()))
                .toList();
    }

    private List<Picture> pictures() {
        final List<Picture> pictures = new ArrayList<>();
        pictures.add(
                picture(
                        "Does the heap grow?",
                        "Heap after a full garbage collection; a line that keeps rising is a leak. A"
                                + " JobManager keeps its last finished queries, so that it rises at"
                                + " first in every mode; a failover begins with a fresh process.",
                        "megabytes",
                        of("JobManager", Line.Stroke.SOLID, r -> r.jobManager().heapMegabytes()),
                        of(
                                "TaskManager",
                                Line.Stroke.DASHED,
                                r -> r.taskManager().heapMegabytes())));
        pictures.add(
                picture(
                        "Do threads grow?",
                        "Threads of each process when nothing was asked; thread pools fill up at first,"
                                + " then a line must be flat.",
                        "threads",
                        of("JobManager", Line.Stroke.SOLID, r -> r.jobManager().threads()),
                        of("TaskManager", Line.Stroke.DASHED, r -> r.taskManager().threads())));
        pictures.add(
                picture(
                        "Do open files grow?",
                        "Files and sockets that each process holds open when nothing was asked; a line"
                                + " must be flat.",
                        "open files",
                        of("JobManager", Line.Stroke.SOLID, r -> r.jobManager().openFiles()),
                        of("TaskManager", Line.Stroke.DASHED, r -> r.taskManager().openFiles())));
        if (modes.stream().anyMatch(mode -> mode.coordination() == Coordination.ZOOKEEPER)) {
            pictures.add(
                    picture(
                            "What is left in ZooKeeper?",
                            "Znodes and watches of each cluster when nothing was asked; what a query"
                                    + " leaves behind makes a line rise.",
                            "znodes, watches",
                            of("znodes", Line.Stroke.SOLID, Reading::znodes),
                            of("watches", Line.Stroke.DASHED, Reading::watches)));
        }
        pictures.add(
                picture(
                        "What is left on disk?",
                        "Files in the storage directory, and directories of jobs in the processes' blob"
                                + " caches, which Flink deletes an hour after the job's end by default.",
                        "files, directories",
                        of("stored files", Line.Stroke.SOLID, Reading::storedFiles),
                        of("blob directories", Line.Stroke.DASHED, Reading::blobDirectories)));
        return pictures;
    }

    private static Picture picture(
            String title, String caption, String unit, List<Line> some, List<Line> others) {
        return new Picture(
                title,
                caption,
                new LineChart(
                        Axis.linear("queries answered"),
                        Axis.linear(unit),
                        Stream.concat(some.stream(), others.stream()).toList()));
    }

    /** One line for each mode. */
    private List<Line> of(String what, Line.Stroke stroke, ToDoubleFunction<Reading> figure) {
        return modes.stream()
                .map(
                        mode ->
                                new Line(
                                        mode.id() + ", " + what,
                                        mode.tone(),
                                        stroke,
                                        of(mode).stream()
                                                .map(
                                                        reading ->
                                                                Point.of(
                                                                        reading.queries(),
                                                                        figure.applyAsDouble(
                                                                                reading)))
                                                .toList()))
                .toList();
    }

    private Table table() {
        final TextTable table =
                new TextTable(
                        1,
                        "mode",
                        "queries",
                        "failovers",
                        "JM heap MB",
                        "JM threads",
                        "JM files",
                        "TM heap MB",
                        "TM threads",
                        "TM files",
                        "watches",
                        "znodes",
                        "stored files",
                        "blob dirs");
        for (final Mode mode : modes) {
            of(mode).forEach(reading -> add(table, reading));
            table.addGap();
        }
        return table.toTable();
    }

    private static void add(TextTable table, Reading reading) {
        table.add(
                reading.mode().id(),
                Integer.toString(reading.queries()),
                Integer.toString(reading.failovers()),
                String.format(Locale.ROOT, "%.1f", reading.jobManager().heapMegabytes()),
                Integer.toString(reading.jobManager().threads()),
                Long.toString(reading.jobManager().openFiles()),
                String.format(Locale.ROOT, "%.1f", reading.taskManager().heapMegabytes()),
                Integer.toString(reading.taskManager().threads()),
                Long.toString(reading.taskManager().openFiles()),
                Integer.toString(reading.watches()),
                Integer.toString(reading.znodes()),
                Long.toString(reading.storedFiles()),
                Long.toString(reading.blobDirectories()));
    }

    private List<String> remarks() {
        return List.of(
                "Queries do nothing and are asked over REST by "
                        + results.plan().clients()
                        + " clients; a JobManager remembers its last 50 finished queries in every"
                        + " mode.",
                "A failover kills the leading JobManager (kill -9); the other takes over and the killed"
                        + " one is started again. A cluster without high availability has none.");
    }

    private List<Reading> of(Mode mode) {
        return results.readings().stream().filter(reading -> reading.mode() == mode).toList();
    }

    private Reading first(Mode mode) {
        return of(mode).get(0);
    }

    private Reading last(Mode mode) {
        return of(mode).get(of(mode).size() - 1);
    }
}
