package dev.olapha.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes wrong in one run, and the seed of all else that could be otherwise. */
record Schedule(long seed, int readers, List<Fault> faults) {

    /** So that more than one fault can meet, and a run stays short. */
    private static final int MOST_FAULTS = 7;

    private static final long LAST_BEGINNING = 60_000;

    /** Swarm testing (Groce et al., 2012): each schedule has a few kinds, and those more often. */
    static Schedule of(long seed) {
        final Draws draws = new Draws(seed);
        final Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (FaultKind kind : FaultKind.values()) {
            if (draws.happens("kind " + kind, 0.25)) {
                kinds.add(kind);
            }
        }
        final int readers = (int) draws.between("readers", 0, 6);
        final List<FaultKind> choice = new ArrayList<>(kinds);
        final List<Fault> faults = new ArrayList<>();
        final long count = choice.isEmpty() ? 0 : draws.between("faults", 1, MOST_FAULTS + 1);
        for (int number = 0; number < count; number++) {
            final String name = "fault " + number;
            faults.add(
                    new Fault(
                            choice.get((int) draws.between(name + " kind", 0, choice.size())),
                            draws.between(name + " at", 0, LAST_BEGINNING),
                            lasts(draws, name),
                            (int) draws.between(name + " reader", 0, Math.max(1, readers)),
                            (int) draws.between(name + " flavour", 0, 100)));
        }
        faults.sort(Comparator.comparingLong(Fault::at));
        return new Schedule(seed, readers, List.copyOf(faults));
    }

    /** Moments as often as minutes. */
    private static long lasts(Draws draws, String name) {
        final double exponent = draws.next(name + " lasts") * 3.0;
        return (long) (100 * Math.pow(10, exponent));
    }

    long lastFaultEnds() {
        return faults.stream().mapToLong(Fault::end).max().orElse(0);
    }

    Schedule without(Fault fault) {
        return new Schedule(seed, readers, faults.stream().filter(each -> each != fault).toList());
    }

    /** One line for the seed, and one for each fault; lines that begin with # are for people. */
    static Schedule parse(List<String> lines) {
        final List<String> content =
                lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        final String[] head = content.get(0).split(" +");
        return new Schedule(
                Long.parseLong(head[1]),
                Integer.parseInt(head[3]),
                content.stream().skip(1).map(Fault::parse).toList());
    }

    @Override
    public String toString() {
        return String.format("seed %d readers %d%n", seed, readers)
                + faults.stream().map(Fault::text).collect(Collectors.joining("\n"));
    }
}
