package dev.olapha.testkit.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Flink needs spelled out when no shell script of a distribution starts it. */
final class ClusterSettings {

    static final String HOST = "127.0.0.1";

    /** Flink's own {@code env.java.opts.all} for JDK 17, which only its shell scripts apply. */
    static final List<String> MODULE_OPTIONS =
            List.of(
                    "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
                    "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
                    "--add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED",
                    "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
                    "--add-exports=jdk.compiler/com.sun.tools.javac.parser=ALL-UNNAMED",
                    "--add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED",
                    "--add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.net=ALL-UNNAMED",
                    "--add-opens=java.base/java.io=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                    "--add-opens=java.base/java.text=ALL-UNNAMED",
                    "--add-opens=java.base/java.time=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.stream=ALL-UNNAMED",
                    "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");

    private ClusterSettings() {}

    /** What every process of a cluster shares. */
    static Map<String, String> common() {
        return new TreeMap<>(
                Map.of(
                        "jobmanager.rpc.address", HOST,
                        "jobmanager.bind-host", HOST,
                        "taskmanager.host", HOST,
                        "taskmanager.bind-host", HOST,
                        "rest.address", HOST,
                        "rest.bind-address", HOST));
    }

    /** Two processes that share a directory would delete each other's files. */
    static Map<String, String> directories(Path directory) {
        String tmp = directory.resolve("tmp").toString();
        return Map.of(
                "io.tmp.dirs",
                tmp,
                "web.tmpdir",
                tmp,
                "process.working-dir",
                directory.resolve("work").toString());
    }

    /** Without all of these a TaskManager refuses to start: the shell scripts compute them. */
    static Map<String, String> taskManagerMemory(int slots) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("taskmanager.cpu.cores", slots + ".0");
        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        settings.put("taskmanager.memory.framework.heap.size", "128m");
        settings.put("taskmanager.memory.framework.off-heap.size", "64m");
        settings.put("taskmanager.memory.task.heap.size", "256m");
        settings.put("taskmanager.memory.task.off-heap.size", "0m");
        settings.put("taskmanager.memory.managed.size", "128m");
        settings.put("taskmanager.memory.network.min", "64m");
        settings.put("taskmanager.memory.network.max", "64m");
        settings.put("taskmanager.memory.jvm-metaspace.size", "128m");
        settings.put("taskmanager.memory.jvm-overhead.min", "64m");
        settings.put("taskmanager.memory.jvm-overhead.max", "64m");
        return settings;
    }
}
