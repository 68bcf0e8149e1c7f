package dev.olapha.leader;

import dev.olapha.lifecycle.DaemonThreads;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Makes a standby's JVM load the classes that it will need when it leads. A JobManager that has
 * never led has run no job: after a failover its first query would wait for two thousand classes to
 * be found, read and verified, half of them Flink's, which takes longer than the election.
 *
 * <p>Loads and links, and initializes nothing: a static initializer on this thread could wait for
 * one on another, and the other for this one.
 */
final class LeaderClasses {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderClasses.class);

    private static final String LIST = "leader-classes.txt";
    private static final String COMMENT = "#";

    private final ClassLoader loader;
    private final List<String> names;

    LeaderClasses(ClassLoader loader, List<String> names) {
        this.loader = loader;
        this.names = names;
    }

    /** Those of Flink's JobManager, as the jar of this class lists them. */
    static LeaderClasses ofFlink() {
        return new LeaderClasses(LeaderClasses.class.getClassLoader(), listed());
    }

    private static List<String> listed() {
        try (InputStream list = LeaderClasses.class.getResourceAsStream(LIST);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(list, LIST),
                                        StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith(COMMENT))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns at once; a thread of its own loads those of Flink's JobManager, and ends. */
    static void loadInBackground() {
        new DaemonThreads("leader-classes")
                .newThread(() -> LOG.debug("Loaded {} classes of a leader.", ofFlink().load()))
                .start();
    }

    /**
     * @return how many of them there are in this Flink
     */
    int load() {
        int loaded = 0;
        for (String name : names) {
            try {
                // Asking a class for its constructors links it, which verifies its code.
                Class.forName(name, false, loader).getDeclaredConstructors();
                loaded++;
            } catch (ClassNotFoundException | LinkageError e) {
                LOG.trace("{} is not in this Flink.", name, e);
            }
        }
        return loaded;
    }

    int size() {
        return names.size();
    }
}
