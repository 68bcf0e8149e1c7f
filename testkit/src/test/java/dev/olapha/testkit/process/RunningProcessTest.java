package dev.olapha.testkit.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class RunningProcessTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir Path directory;

    /** Says hello and waits. */
    static final class Sleeper {

        public static void main(String[] args) throws InterruptedException {
            System.out.println("hello " + String.join(" ", args));
            if (args.length > 0 && args[0].equals("exit")) {
                System.exit(3);
            }
            Thread.currentThread().join();
        }
    }

    /** Starts a process and is gone without a chance to end it. */
    static final class Parent {

        public static void main(String[] args) {
            RunningProcess child =
                    JavaCommand.ofThisClassPath(Sleeper.class)
                            .start(Path.of("."), Path.of("child.log"));
            child.awaitLog("hello", TIMEOUT);
            System.out.println("child " + child.pid());
            Runtime.getRuntime().halt(1);
        }
    }

    @Test
    void leavesNoProcessBehindWhenItsJvmIsKilled() {
        RunningProcess parent =
                JavaCommand.ofThisClassPath(Parent.class)
                        .start(directory, directory.resolve("parent.log"));
        long child = Long.parseLong(parent.awaitLog("child \\d+", TIMEOUT).split(" ")[1]);
        parent.awaitExit(TIMEOUT);
        await().atMost(TIMEOUT).until(() -> ProcessHandle.of(child).isEmpty());
    }

    @Test
    void runsLogsAndStops() {
        RunningProcess process = start("you");
        assertThat(process.awaitLog("hello .*", TIMEOUT)).isEqualTo("hello you");
        assertThat(process.isAlive()).isTrue();
        assertThat(process.exitCode()).isEmpty();
        process.stop();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitCode()).hasValue(128 + 15);
        process.stop();
    }

    @Test
    void killsAPausedProcess() {
        RunningProcess process = start();
        process.awaitLog("hello", TIMEOUT);
        process.pause();
        assertThat(process.isPaused()).isTrue();
        assertThat(process.isAlive()).isTrue();
        process.kill();
        assertThat(process.isPaused()).isFalse();
        assertThat(process.exitCode()).hasValue(128 + 9);
    }

    @Test
    void stopsAPausedProcessGracefully() {
        RunningProcess process = start();
        process.awaitLog("hello", TIMEOUT);
        process.pause();
        process.stop();
        assertThat(process.exitCode()).hasValue(128 + 15);
    }

    @Test
    void failsFastWhenTheProcessEndsWithoutTheLogLine() {
        RunningProcess process = start("exit");
        assertThatThrownBy(() -> process.awaitLog("never", Duration.ofMinutes(5)))
                .hasMessageContaining("has not logged never")
                .hasMessageContaining("hello exit");
        assertThat(process.awaitExit(TIMEOUT)).isEqualTo(3);
    }

    private RunningProcess start(String... arguments) {
        return JavaCommand.ofThisClassPath(Sleeper.class)
                .withArguments(List.of(arguments))
                .start(directory, directory.resolve("log"));
    }
}
