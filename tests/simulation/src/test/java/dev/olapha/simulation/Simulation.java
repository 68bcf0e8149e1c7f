package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.kubernetes.reader.RecordsListener;
import dev.olapha.machine.Machine;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Runs schedules, and finds the shortest that still fails. */
final class Simulation {

    private final UnaryOperator<Machine<ObjectRequest, PublishedRecords, RecordsListener>> mutation;
    private final Counters counters = new Counters();

    /**
     * @param mutation of the machine under test
     */
    Simulation(UnaryOperator<Machine<ObjectRequest, PublishedRecords, RecordsListener>> mutation) {
        this.mutation = mutation;
    }

    Counters counters() {
        return counters;
    }

    Optional<Violation> run(Schedule schedule) throws Exception {
        try {
            new World(schedule, mutation, counters).run();
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(e);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("The simulation of this schedule failed:\n" + schedule, e);
        }
    }

    /** The same violation with as few faults as can be: each is left out once. */
    Schedule shortest(Schedule failing, Rule rule) throws Exception {
        Schedule shortest = failing;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (Fault fault : shortest.faults()) {
                final Schedule candidate = shortest.without(fault);
                if (run(candidate).filter(found -> found.rule() == rule).isPresent()) {
                    shortest = candidate;
                    shorter = true;
                    break;
                }
            }
        }
        return shortest;
    }

    /** For people: what went wrong, when, and how to see it again. */
    String report(Schedule failing, Violation violation) throws Exception {
        final Schedule shortest = shortest(failing, violation.rule());
        final String faults =
                shortest.faults().stream()
                        .map(
                                fault ->
                                        String.format(
                                                "%8.1f s to %.1f s  %s (reader %d)",
                                                fault.at() / 1e3,
                                                fault.end() / 1e3,
                                                fault.kind().words(),
                                                fault.reader()))
                        .collect(Collectors.joining("\n"));
        return String.format(
                "%s%n%d readers, leases of 15 s, renewals every 2 s%n%s%n"
                        + "Again: mvn test -pl tests/simulation -am -Dtest=ReaderSimulationTest "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Dolapha.simulation.schedules=1 "
                        + "-Dolapha.simulation.seed=%d%n"
                        + "To be kept, as a file in tests/simulation/src/test/resources/schedules:%n%s",
                run(shortest).orElse(violation).getMessage(),
                shortest.readers(),
                faults,
                failing.seed(),
                shortest);
    }
}
