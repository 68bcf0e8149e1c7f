package dev.olapha.faults.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where results come from.
 *
 * @param commit of the sources; {@code unknown} outside a clone
 * @param machine processors, memory, operating system and Java, without names
 * @param command what was typed
 */
public record Origin(String commit, String machine, String command) {

    /** This machine and this clone. */
    public static Origin here(String command) {
        final Runtime runtime = Runtime.getRuntime();
        return new Origin(
                commitHere(),
                String.format(
                        Locale.ROOT,
                        "%d cores, %s %s, Java %s",
                        runtime.availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version")),
                command);
    }

    private static String commitHere() {
        try {
            final Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty")
                            .redirectErrorStream(true)
                            .start();
            final String text =
                    new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return git.waitFor() == 0 ? text : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
