package dev.olapha.simulation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** Readers on Kubernetes, whatever goes wrong. */
class ReaderSimulationTest {

    private static final int SCHEDULES = Integer.getInteger("olapha.simulation.schedules", 5_000);

    /** Within how many schedules a fault that was put back must be found. */
    private static final int FOUND_WITHIN = 20_000;

    static Stream<Path> keptSchedules() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/schedules"))) {
            return files.sorted(Comparator.comparing(Path::toString)).toList().stream();
        }
    }

    private static long firstSeed() {
        final String seed = System.getProperty("olapha.simulation.seed", "1");
        return seed.equals("new") ? System.currentTimeMillis() << 20 : Long.parseLong(seed);
    }

    /** Each failed once: by the product, a {@link Mutant}, or the judge. */
    @ParameterizedTest
    @MethodSource("keptSchedules")
    void keptScheduleHolds(Path file) throws Exception {
        final List<String> lines = Files.readAllLines(file);

        final Optional<Violation> found =
                new Simulation(UnaryOperator.identity()).run(Schedule.parse(lines));

        assertThat(found.map(Violation::getMessage)).isEmpty();
    }

    @Test
    void everyScheduleHolds() throws Exception {
        final Simulation simulation = new Simulation(UnaryOperator.identity());
        final long first = firstSeed();
        for (long seed = first; seed < first + SCHEDULES; seed++) {
            final Schedule schedule = Schedule.of(seed);
            final Optional<Violation> violation = simulation.run(schedule);
            if (violation.isPresent()) {
                fail(simulation.report(schedule, violation.get()));
            }
        }
        System.out.println(SCHEDULES + " schedules from seed " + first + " on; states reached:");
        simulation
                .counters()
                .counts()
                .forEach((state, times) -> System.out.println(times + "\t" + state));
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    @Timeout(600)
    void faultThatWasPutBackIsFound(Mutant mutant) throws Exception {
        final Simulation simulation = new Simulation(mutant);
        for (long seed = 1; seed <= FOUND_WITHIN; seed++) {
            final Schedule schedule = Schedule.of(seed);
            final Optional<Violation> violation = simulation.run(schedule);
            if (violation.isPresent()) {
                System.out.printf(
                        "%n%s: schedule %d%n%s%n",
                        mutant.fault(), seed, simulation.report(schedule, violation.get()));
                return;
            }
        }
        fail("%s: not found within %d schedules", mutant.fault(), FOUND_WITHIN);
    }
}
