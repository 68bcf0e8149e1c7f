package dev.olapha.benchmark.all;

import java.util.List;

/**
 * One subcommand's part of a run of everything.
 *
 * @param id short and unique; names the part's files
 * @param question what it answers, for a part that came to nothing
 * @param quick its command line for a small run; empty if that has no such part
 * @param full its command line for a run whose figures shall be quoted
 */
record Part(String id, String question, List<String> quick, List<String> full) {

    /** The command line of a size; empty if that has no such part. */
    List<String> arguments(Size size) {
        return size == Size.QUICK ? quick : full;
    }
}
