package dev.olapha.simulation;

import dev.olapha.machine.Refusal;
import dev.olapha.machine.Refusal.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way between one reader and the API server, with the faults that are on it now. */
final class Link {

    private static final long MILLI = 1_000_000L;

    private final Draws draws;
    private final String name;
    private final List<Fault> present = new ArrayList<>();

    Link(Draws draws, int reader) {
        this.draws = draws;
        this.name = "link " + reader;
    }

    void begin(Fault fault) {
        present.add(fault);
    }

    void end(Fault fault) {
        present.remove(fault);
    }

    /** Whether what is on the way now is lost without a word. */
    boolean loses() {
        return has(FaultKind.FREEZE);
    }

    boolean losesOpenings() {
        return loses() || has(FaultKind.NO_OPENING);
    }

    boolean isSilent() {
        return has(FaultKind.SILENCE);
    }

    boolean endsWatches() {
        return has(FaultKind.END_WATCHES);
    }

    /** Why a read gets no answer but this. */
    Optional<Refusal> refusesReads() {
        return has(FaultKind.CUT)
                ? Optional.of(Refusal.of(Kind.UNKNOWN, "connection refused"))
                : refusal(FaultKind.REFUSE_ALL, Kind.NOT_ALLOWED)
                        .or(() -> refusal(FaultKind.FAIL_ALL, Kind.UNAVAILABLE));
    }

    Optional<Refusal> refusesWatches() {
        return refusesReads()
                .or(() -> refusal(FaultKind.REFUSE_WATCHES, Kind.NOT_ALLOWED))
                .or(() -> refusal(FaultKind.FAIL_WATCHES, Kind.UNAVAILABLE));
    }

    private Optional<Refusal> refusal(FaultKind fault, Kind kind) {
        return present.stream()
                .filter(each -> each.kind() == fault)
                .findFirst()
                .map(
                        each ->
                                Refusal.of(
                                        fault == FaultKind.REFUSE_WATCHES && each.flavour() % 2 == 1
                                                ? Kind.NOT_FOUND
                                                : kind,
                                        fault.words()));
    }

    private boolean has(FaultKind kind) {
        return present.stream().anyMatch(fault -> fault.kind() == kind);
    }

    /** How long the next message is on its way. */
    long delay() {
        return has(FaultKind.SLOW)
                ? draws.between(name, 0, 6_000 * MILLI)
                : draws.between(name, MILLI / 10, 30 * MILLI);
    }
}
