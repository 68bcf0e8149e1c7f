package dev.olapha.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the processes of one cluster; starts none. */
final class ProcessFactory {

    /** The system property that names the java executable of Flink's processes. */
    private static final String JAVA_PROPERTY = "olapha.flink.java";

    private static final String JOB_MANAGER =
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String APPLICATION =
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
    private static final String TASK_MANAGER =
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String SQL_GATEWAY = "org.apache.flink.table.gateway.SqlGateway";

    private final FlinkDistribution distribution;
    private final Path home;
    private final List<Path> classPath;
    private final Map<String, String> config;
    private final Role jobManager;
    private final Role taskManager;
    private final Role sqlGateway;
    private final Map<String, Map<String, String>> processConfig;
    private final Optional<String> applicationClass;

    // What the others are told of the first JobManager. Without high availability that is how they
    // find it.
    private final int firstRpcPort = FreePort.find().number();
    private final int firstRestPort = FreePort.find().number();

    ProcessFactory(
            FlinkDistribution distribution,
            Path home,
            List<Path> classPath,
            Map<String, String> config,
            Role jobManager,
            Role taskManager,
            Role sqlGateway,
            Map<String, Map<String, String>> processConfig,
            Optional<String> applicationClass) {
        this.distribution = distribution;
        this.home = home;
        this.classPath = classPath;
        this.config = config;
        this.jobManager = jobManager;
        this.taskManager = taskManager;
        this.sqlGateway = sqlGateway;
        this.processConfig = processConfig;
        this.applicationClass = applicationClass;
    }

    /** What one kind of process has of its own. */
    static final class Role {

        private final Map<String, String> config;
        private final List<String> jvmOptions;

        Role(Map<String, String> config, List<String> jvmOptions) {
            this.config = config;
            this.jvmOptions = jvmOptions;
        }
    }

    /** What a client of the cluster is configured with. */
    Map<String, String> clientConfig() {
        Map<String, String> settings = ClusterSettings.common();
        settings.put("jobmanager.rpc.port", Integer.toString(firstRpcPort));
        settings.put("rest.port", Integer.toString(firstRestPort));
        settings.putAll(config);
        return settings;
    }

    FlinkProcess jobManager(int number) {
        String name = "jobmanager-" + number;
        int restPort = number == 1 ? firstRestPort : FreePort.find().number();
        int rpcPort = number == 1 ? firstRpcPort : FreePort.find().number();
        Map<String, String> settings = settings(name);
        settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("rest.bind-port", Integer.toString(restPort));
        settings.putAll(jobManager.config);
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf(name).toString()));
        applicationClass.ifPresent(
                mainClass -> {
                    arguments.add("--job-classname");
                    arguments.add(mainClass);
                });
        return new FlinkProcess(
                name,
                home.resolve(name),
                Optional.of(FlinkClusterBuilder.http(restPort)),
                run -> {
                    prepare(name, settings);
                    return command(
                                    applicationClass.isPresent() ? APPLICATION : JOB_MANAGER,
                                    List.of(),
                                    name,
                                    run,
                                    jobManager)
                            .withArguments(arguments);
                });
    }

    FlinkProcess taskManager(int number) {
        String name = "taskmanager-" + number;
        Map<String, String> settings = settings(name);
        settings.putAll(taskManager.config);
        return new FlinkProcess(
                name,
                home.resolve(name),
                Optional.empty(),
                run -> {
                    // REST names a TaskManager by this id; a new run is a new TaskManager to Flink.
                    settings.put("taskmanager.resource-id", name + "." + run);
                    prepare(name, settings);
                    return command(TASK_MANAGER, List.of(), name, run, taskManager)
                            .withArguments(List.of("--configDir", conf(name).toString()));
                });
    }

    FlinkProcess sqlGateway() {
        String name = "sql-gateway";
        int port = FreePort.find().number();
        Map<String, String> settings = settings(name);
        settings.put("sql-gateway.endpoint.rest.address", ClusterSettings.HOST);
        settings.put("sql-gateway.endpoint.rest.bind-address", ClusterSettings.HOST);
        settings.put("sql-gateway.endpoint.rest.port", Integer.toString(port));
        settings.putAll(sqlGateway.config);
        return new FlinkProcess(
                name,
                home.resolve(name),
                Optional.of(FlinkClusterBuilder.http(port)),
                run -> {
                    prepare(name, settings);
                    return command(SQL_GATEWAY, distribution.opt(), name, run, sqlGateway)
                            .withEnvironment("FLINK_CONF_DIR", conf(name).toString());
                });
    }

    private Map<String, String> settings(String name) {
        Map<String, String> settings =
                new TreeMap<>(ClusterSettings.directories(home.resolve(name)));
        settings.putAll(clientConfig());
        return settings;
    }

    private void prepare(String name, Map<String, String> settings) {
        settings.putAll(processConfig.getOrDefault(name, Map.of()));
        try {
            Files.createDirectories(home.resolve(name).resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directory of " + name, e);
        }
        new ConfigYaml(settings).writeTo(conf(name));
    }

    private Path conf(String name) {
        return home.resolve(name).resolve("conf");
    }

    private JavaCommand command(
            String mainClass, List<Path> more, String name, int run, Role role) {
        List<Path> all = new ArrayList<>(distribution.lib());
        all.addAll(more);
        all.addAll(classPath);
        Path directory = home.resolve(name);
        JavaCommand command = JavaCommand.of(mainClass, all);
        String java = System.getProperty(JAVA_PROPERTY);
        return (java == null ? command : command.withJava(Path.of(java)))
                .withJvmOptions(
                        List.of(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                                "-Dlog4j.configurationFile=" + distribution.logging(),
                                // What Flink serves as the process's log over REST.
                                "-Dlog.file=" + directory.resolve(name + "." + run + ".log")))
                .withJvmOptions(ClusterSettings.MODULE_OPTIONS)
                .withJvmOptions(role.jvmOptions);
    }
}
