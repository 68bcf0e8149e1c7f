package dev.olapha.tpch;

import java.time.LocalDate;

/** Dates as the generated rows have them: days since 1970. */
final class Day {

    private Day() {}

    static int of(int year, int month, int day) {
        return Math.toIntExact(LocalDate.of(year, month, day).toEpochDay());
    }

    static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }
}
