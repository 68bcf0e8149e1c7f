package dev.olapha.testkit.process;

import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How to start a JVM. Immutable: every {@code with} returns a copy. */
public final class JavaCommand {

    private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path java;
    private final String mainClass;
    private final String classPath;
    private final List<String> jvmOptions;
    private final List<String> arguments;
    private final Map<String, String> environment;

    private JavaCommand(
            Path java,
            String mainClass,
            String classPath,
            List<String> jvmOptions,
            List<String> arguments,
            Map<String, String> environment) {
        this.java = java;
        this.mainClass = mainClass;
        this.classPath = classPath;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.arguments = List.copyOf(arguments);
        this.environment = Map.copyOf(environment);
    }

    /** Runs a class from jars and directories, searched in the given order. */
    public static JavaCommand of(String mainClass, Collection<Path> classPath) {
        return new JavaCommand(
                THIS_JAVA,
                mainClass,
                classPath.stream()
                        .map(path -> path.toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                List.of(),
                List.of(),
                Map.of());
    }

    /** Runs a class from the class path of this JVM. */
    public static JavaCommand ofThisClassPath(Class<?> mainClass) {
        return new JavaCommand(
                THIS_JAVA,
                mainClass.getName(),
                System.getProperty("java.class.path"),
                List.of(),
                List.of(),
                Map.of());
    }

    /** Runs it with another Java than this JVM's. */
    public JavaCommand withJava(Path executable) {
        return new JavaCommand(
                executable, mainClass, classPath, jvmOptions, arguments, environment);
    }

    /** Appends options for the JVM. Of two values for one option the last one counts. */
    public JavaCommand withJvmOptions(List<String> more) {
        return new JavaCommand(
                java, mainClass, classPath, concat(jvmOptions, more), arguments, environment);
    }

    /** Appends arguments for the main class. */
    public JavaCommand withArguments(List<String> more) {
        return new JavaCommand(
                java, mainClass, classPath, jvmOptions, concat(arguments, more), environment);
    }

    /** Sets an environment variable. */
    public JavaCommand withEnvironment(String name, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(name, value);
        return new JavaCommand(java, mainClass, classPath, jvmOptions, arguments, changed);
    }

    /**
     * Starts the process. Returns as soon as the process exists, not when it is ready. The process
     * is killed when this JVM ends, however it ends.
     *
     * @param directory the working directory, created if missing
     * @param log the file for standard output and standard error, overwritten
     * @throws UncheckedIOException if it cannot be started
     */
    public RunningProcess start(Path directory, Path log) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return new CommandLine(command, environment).start(directory, log);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
