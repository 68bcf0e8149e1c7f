package dev.olapha.simulation;

/**
 * One fault.
 *
 * @param at milliseconds since the beginning
 * @param lasts milliseconds
 * @param reader whom it is about, if it is about one
 * @param flavour which of several, such as 401 or 403
 */
record Fault(FaultKind kind, long at, long lasts, int reader, int flavour) {

    long end() {
        return at + lasts;
    }

    /** As {@link Schedule} reads it. */
    String text() {
        return String.format("%d %d %s %d %d", at, lasts, kind, reader, flavour);
    }

    static Fault parse(String text) {
        final String[] words = text.trim().split(" +");
        return new Fault(
                FaultKind.valueOf(words[2]),
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]));
    }
}
