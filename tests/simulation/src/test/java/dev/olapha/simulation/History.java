package dev.olapha.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Which terms the store has given, in which order, and how often its history went back. */
final class History {

    private final Map<UUID, Term> terms = new HashMap<>();

    private int restores;

    void granted(UUID session) {
        terms.put(session, new Term(terms.size(), restores));
    }

    void restored() {
        restores++;
    }

    boolean knows(UUID session) {
        return terms.containsKey(session);
    }

    /** Whether whoever obeyed one may not obey the other. */
    boolean isBefore(UUID earlier, UUID obeyed) {
        final Term last = terms.get(obeyed);
        return terms.get(earlier).order() < last.order() && restores == last.restores();
    }

    private record Term(int order, int restores) {}
}
