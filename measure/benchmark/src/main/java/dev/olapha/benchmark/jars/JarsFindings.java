package dev.olapha.benchmark.jars;

import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.report.BarChart;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.Headline;
import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.LineChart;
import dev.olapha.benchmark.report.Picture;
import dev.olapha.benchmark.report.Point;
import dev.olapha.benchmark.report.Table;
import dev.olapha.benchmark.report.TextTable;
import dev.olapha.benchmark.statistics.Spread;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a run with jars says, for people. */
final class JarsFindings {

    private static final String TITLE = "Jars: is the JobManager a hot spot?";
    private static final String QUESTION =
            "How long does a query with a jar take to its first and last running task, who serves the"
                    + " jar, and from when on does the blob store pay?";

    private static final double MEGA = 1e6;
    private static final int MODELLED = 32;

    /** Cases in the order of TaskManagers, jar, mode. */
    private record Case(int taskManagers, long jarBytes, Mode mode) implements Comparable<Case> {
        @Override
        public int compareTo(Case other) {
            int order = Integer.compare(taskManagers, other.taskManagers);
            order = order != 0 ? order : Long.compare(jarBytes, other.jarBytes);
            return order != 0 ? order : mode.compareTo(other.mode);
        }

        String name() {
            return size(jarBytes) + ", " + taskManagers + " TMs";
        }
    }

    private final JarsPlan plan;
    private final TreeMap<Case, List<JarSample>> cases;

    JarsFindings(JarsPlan plan, List<JarSample> samples) {
        this.plan = plan;
        this.cases =
                samples.stream()
                        .collect(
                                Collectors.groupingBy(
                                        sample ->
                                                new Case(
                                                        sample.taskManagers(),
                                                        sample.jarBytes(),
                                                        sample.mode()),
                                        TreeMap::new,
                                        Collectors.toList()));
    }

    Findings findings() {
        if (cases.isEmpty()) {
            return Findings.none(TITLE, QUESTION);
        }
        return new Findings(
                TITLE,
                QUESTION,
                headlines(),
                List.of(measured(), modelled()),
                List.of(measuredTable(), modelTable()),
                remarks());
    }

    private List<Headline> headlines() {
        final List<Headline> headlines = new ArrayList<>();
        final Case last = cases.lastKey();
        for (final Mode mode : List.of(Mode.OLAP, Mode.OLAP_BLOBS)) {
            final List<JarSample> samples =
                    cases.get(new Case(last.taskManagers(), last.jarBytes(), mode));
            if (samples != null) {
                headlines.add(
                        new Headline(
                                format("%.0f ms", median(samples, JarSample::lastRunningMillis)),
                                "measured on loopback until all tasks run, "
                                        + last.name()
                                        + ", "
                                        + blobStore(mode),
                                mode.tone()));
            }
        }
        headlines.add(
                new Headline(
                        crossover(last.jarBytes()),
                        format(
                                "from here on the blob store pays for %s over %s (modelled)",
                                size(last.jarBytes()), bandwidth(plan.model().bytesPerSecond())),
                        Mode.OLAP_BLOBS.tone()));
        return headlines;
    }

    private Picture measured() {
        final Map<String, List<BarChart.Bar>> groups = new LinkedHashMap<>();
        cases.forEach(
                (which, samples) -> {
                    final Spread spread =
                            Spread.of(samples.stream().map(JarSample::lastRunningMillis).toList());
                    groups.computeIfAbsent(which.name(), key -> new ArrayList<>())
                            .add(
                                    new BarChart.Bar(
                                            blobStore(which.mode()),
                                            which.mode().tone(),
                                            spread.median(),
                                            spread.min(),
                                            spread.max()));
                });
        return new Picture(
                "Measured: how long until all tasks run?",
                "From the client's sending the query, upload of its jar included, to the last running"
                        + " task; on loopback and one disk, where bandwidth costs next to nothing.",
                new BarChart(
                        "ms",
                        groups.entrySet().stream()
                                .map(group -> new BarChart.Group(group.getKey(), group.getValue()))
                                .toList()));
    }

    private Picture modelled() {
        final long bytes = cases.lastKey().jarBytes();
        return new Picture(
                "Modelled: the same over a network",
                format(
                        "Seconds that a jar of %s takes to all TaskManagers if each machine has"
                                + " %s: computed, not measured.",
                        size(bytes), bandwidth(plan.model().bytesPerSecond())),
                new LineChart(
                        LineChart.Axis.linear("TaskManagers"),
                        LineChart.Axis.linear("seconds"),
                        List.of(
                                new Line(
                                        blobStore(Mode.OLAP),
                                        Mode.OLAP.tone(),
                                        Line.Stroke.SOLID,
                                        points(
                                                n ->
                                                        plan.model()
                                                                .secondsThroughJobManager(
                                                                        bytes, (int) n))),
                                new Line(
                                        blobStore(Mode.OLAP_BLOBS),
                                        Mode.OLAP_BLOBS.tone(),
                                        Line.Stroke.SOLID,
                                        points(
                                                n ->
                                                        plan.model()
                                                                .secondsThroughStorage(
                                                                        bytes, (int) n))))));
    }

    private List<Point> points(DoubleUnaryOperator seconds) {
        return IntStream.rangeClosed(1, MODELLED)
                .mapToObj(n -> Point.of(n, seconds.applyAsDouble(n)))
                .toList();
    }

    private Table measuredTable() {
        final TextTable table =
                new TextTable(
                        1,
                        "blob store",
                        "TMs",
                        "jar",
                        "accepted ms",
                        "first task ms",
                        "all tasks ms",
                        "[min..max]",
                        "JobManager serves",
                        "store serves",
                        "store write ms");
        cases.forEach(
                (which, samples) -> {
                    final Spread all =
                            Spread.of(samples.stream().map(JarSample::lastRunningMillis).toList());
                    table.add(
                            blobStore(which.mode()),
                            Integer.toString(which.taskManagers()),
                            size(which.jarBytes()),
                            format("%.0f", median(samples, JarSample::acceptedMillis)),
                            format("%.0f", median(samples, JarSample::firstRunningMillis)),
                            format("%.0f", all.median()),
                            format("[%.0f..%.0f]", all.min(), all.max()),
                            size((long) median(samples, JarSample::servedByJobManager)),
                            size((long) median(samples, JarSample::readFromStore)),
                            format("%.1f", median(samples, JarSample::storeWriteMillis)));
                });
        return table.toTable();
    }

    private Table modelTable() {
        final TextTable table =
                new TextTable(
                        1,
                        "modelled, jar",
                        "TMs",
                        "blob store off, s",
                        "blob store on, s",
                        "pays from");
        for (final long bytes : plan.jarBytes()) {
            for (final int taskManagers : plan.taskManagers()) {
                table.add(
                        size(bytes),
                        Integer.toString(taskManagers),
                        format("%.2f", plan.model().secondsThroughJobManager(bytes, taskManagers)),
                        format("%.2f", plan.model().secondsThroughStorage(bytes, taskManagers)),
                        crossover(bytes));
            }
        }
        return table.toTable();
    }

    private List<String> remarks() {
        return List.of(
                "Measured: times and bytes, with real processes on loopback and one local disk, each"
                        + " query with one task on every TaskManager. The first task may run before"
                        + " the last TaskManager has the jar.",
                format(
                        "Modelled: seconds over a network, from bytes alone. Each machine has %s,"
                                + " the storage serves all readers together with %s"
                                + " and takes %.0f ms for a file besides. Off: the JobManager sends the"
                                + " jar once to every TaskManager. On: once to the storage, whence all"
                                + " TaskManagers read it at the same time.",
                        bandwidth(plan.model().bytesPerSecond()),
                        bandwidth(plan.model().storageBytesPerSecond()),
                        plan.model().storageMillis()),
                "A jar that lies in lib/ of every process is not sent at all, and then the blob store"
                        + " has nothing to do.");
    }

    private String crossover(long bytes) {
        final int from = plan.model().crossover(bytes);
        return from == 0 ? "never" : from + " TMs";
    }

    private static String blobStore(Mode mode) {
        return mode == Mode.OLAP ? "blob store off" : "blob store on";
    }

    private static double median(List<JarSample> samples, ToDoubleFunction<JarSample> figure) {
        return Spread.of(samples.stream().map(figure::applyAsDouble).toList()).median();
    }

    private static String size(long bytes) {
        return bytes < MEGA ? format("%.0f kB", bytes / 1e3) : format("%.0f MB", bytes / MEGA);
    }

    private static String bandwidth(double bytesPerSecond) {
        final double megabits = bytesPerSecond * 8 / MEGA;
        return megabits < 1000
                ? format("%.0f Mbit/s", megabits)
                : format("%.1f Gbit/s", megabits / 1000).replace(".0 ", " ");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
