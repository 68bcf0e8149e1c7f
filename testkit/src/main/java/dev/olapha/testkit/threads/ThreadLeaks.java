package dev.olapha.testkit.threads;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Finds threads that outlive what started them. Threads that the JVM and the common pool start for
 * themselves do not count.
 */
public final class ThreadLeaks {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Set<String> FOREIGN =
            Set.of(
                    "ForkJoinPool",
                    "awaitility",
                    "process reaper",
                    "Attach Listener",
                    "junit",
                    // OkHttp has one of each for a whole JVM; they end a minute after their last
                    // use.
                    "OkHttp ConnectionPool",
                    "Okio Watchdog");

    private final Set<Thread> before;

    private ThreadLeaks(Set<Thread> before) {
        this.before = before;
    }

    /** Takes the threads that live now as given. */
    public static ThreadLeaks since() {
        return new ThreadLeaks(Thread.getAllStackTraces().keySet());
    }

    /** Fails if, after a while, there are threads that were not there at the beginning. */
    public void assertNone() {
        await("threads to end")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(leaked()).as("leaked threads").isEmpty());
    }

    /** The names of the threads that are there now and were not at the beginning. */
    public Set<String> leaked() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> FOREIGN.stream().noneMatch(thread.getName()::contains))
                .map(Thread::getName)
                .collect(Collectors.toSet());
    }
}
