package dev.olapha.testkit.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Kills a process when this JVM is gone. A shutdown hook does not run when a build's timeout kills
 * the test's JVM, and the cluster it leaves behind would take the memory of every later test: a
 * shell waits for the end of its standard input, which comes whichever way this JVM ends, and then
 * kills the process.
 */
final class Watchdog {

    private Watchdog() {}

    static void over(Process process) throws IOException {
        Process shell =
                new ProcessBuilder("/bin/sh", "-c", "read line; kill -9 " + process.pid())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
        // Once the process has ended its id may become another program's. This also keeps the
        // shell's standard input
        // reachable: collected as garbage it would be closed, which is the signal to kill.
        process.onExit().thenRun(shell::destroyForcibly);
    }
}
