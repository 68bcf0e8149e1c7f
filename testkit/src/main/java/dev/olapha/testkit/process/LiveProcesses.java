package dev.olapha.testkit.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes this JVM has started and that have not ended; killed when this JVM ends. */
final class LiveProcesses {

    private static final LiveProcesses OF_THIS_JVM = new LiveProcesses();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(OF_THIS_JVM::killAll, "olapha-testkit-kill-processes"));
    }

    private final Set<Process> processes = ConcurrentHashMap.newKeySet();

    private LiveProcesses() {}

    static LiveProcesses ofThisJvm() {
        return OF_THIS_JVM;
    }

    void add(Process process) {
        processes.add(process);
        process.onExit().thenRun(() -> processes.remove(process));
    }

    private void killAll() {
        processes.forEach(Process::destroyForcibly);
    }
}
