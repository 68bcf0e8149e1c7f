package dev.olapha.persistence.adapter;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * When the process under test is killed: counted in moments, one before everything that it asks or
 * changes. From then on nothing that it tries has an effect.
 */
final class Mortality {

    /** Of the process that uses the file system at present. */
    private static volatile Mortality current = immortal();

    private final int momentOfDeath;
    private final AtomicInteger moments = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    private Mortality(int momentOfDeath) {
        this.momentOfDeath = momentOfDeath;
    }

    static Mortality immortal() {
        return new Mortality(Integer.MAX_VALUE);
    }

    static Mortality at(int moment) {
        return new Mortality(moment);
    }

    static Mortality current() {
        return current;
    }

    /** Makes this the fate of whoever uses the file system from now on. */
    Mortality begin() {
        current = this;
        return this;
    }

    /** Passes one moment; false if the process is dead. */
    boolean survives() {
        return moments.getAndIncrement() < momentOfDeath;
    }

    /** Whether the moment of death has come. */
    boolean isDead() {
        return moments.get() > momentOfDeath;
    }

    /** For whoever is called before and after a request, in turn. */
    void passEverySecondTime() {
        if (calls.getAndIncrement() % 2 == 0) {
            pass();
        }
    }

    /** Passes one moment. */
    void pass() {
        if (!survives()) {
            throw new IllegalStateException("killed");
        }
    }
}
