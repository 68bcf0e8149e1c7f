package dev.olapha.rules;

import dev.olapha.config.OlapHaOptions;
import dev.olapha.query.QueryOptions;

import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.configuration.KubernetesHighAvailabilityOptions;
import org.apache.flink.runtime.highavailability.ApplicationResultStoreOptions;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;
import org.apache.flink.util.TimeUtils;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/configuration.md} from the options in the code. */
final class OptionsPage {

    private static final String HEAD =
            """
            # Configuration

            <!-- Written by OptionsPageTest from the options in the code; see CONTRIBUTING.md. -->

            Everything that Flink already has a key for keeps Flink's key. A value that is not allowed ends the start of the
            process with one sentence in its log: the key, the value, and what is allowed.

            ## Keys of this product

            """;

    private static final String AFTER_OWN_KEYS =
            """

            Whatever a JobManager, TaskManager, SQL Gateway or client is told about high availability, tell all the others too.
            Keys that begin with `execution.olap` are read where queries are sent from, for each query; a session may `SET` them.

            ## Flink's keys

            """;

    private static final String SECRETS =
            """

            ## Credentials for ZooKeeper

            Flink masks keys with words such as `password` in its log and REST API;
            `high-availability.zookeeper.client.authorization` is not among them. As soon as the connection has the credentials,
            this product removes them from the running configuration, so that neither the REST API nor the web interface of a
            JobManager shows them. Flink's log is written earlier: at its start every process prints its configuration file line
            by line, and a JobManager serves its log over REST. To keep the credentials out of it, use SASL with a JAAS file in
            place of this key, or silence the logger:

            ```
            logger.configuration.name = org.apache.flink.configuration.GlobalConfiguration
            logger.configuration.level = WARN
            ```
            """;

    private OptionsPage() {}

    static String text() {
        return HEAD + ownKeys() + AFTER_OWN_KEYS + flinksKeys() + SECRETS;
    }

    private static String ownKeys() {
        return Stream.of(OlapHaOptions.class, QueryOptions.class)
                .flatMap(options -> Arrays.stream(options.getFields()))
                .sorted(Comparator.comparing(field -> option(field).key()))
                .map(
                        field ->
                                row(
                                        code(option(field).key()),
                                        defaultValue(option(field)),
                                        type(field),
                                        description(option(field))))
                .collect(
                        Collectors.joining(
                                "",
                                row("Key", "Default", "Type", "Meaning")
                                        + row("---", "---", "---", "---"),
                                ""));
    }

    private static ConfigOption<?> option(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String type(Field field) {
        final Class<?> type =
                (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        return type.getSimpleName();
    }

    private static String defaultValue(ConfigOption<?> option) {
        if (!option.hasDefaultValue()) {
            return "(none)";
        }
        final Object value = option.defaultValue();
        return code(
                value instanceof Duration
                        ? TimeUtils.formatWithHighestUnit((Duration) value)
                        : value.toString());
    }

    private static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }

    // One key is deprecated in Flink, yet still obeyed.
    @SuppressWarnings("deprecation")
    private static String flinksKeys() {
        final Map<List<ConfigOption<?>>, String> meanings = new LinkedHashMap<>();
        meanings.put(
                List.of(HighAvailabilityOptions.HA_MODE),
                "Must be `dev.olapha.OlapHaServicesFactory`; this puts the product in force.");
        meanings.put(
                List.of(HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE),
                "**Changes: has no effect.** Flink obeys it only with its own ZooKeeper services. The port is that of "
                        + code(JobManagerOptions.PORT.key())
                        + ", so two JobManagers on one host need different values there.");
        meanings.put(
                List.of(BatchExecutionOptions.JOB_RECOVERY_ENABLED),
                "**Changes:** stays off, with one warning, while "
                        + code(OlapHaOptions.JOB_RECOVERY_ENABLED.key())
                        + " is `false`.");
        meanings.put(
                List.of(HighAvailabilityOptions.HA_STORAGE_PATH),
                "**Changes:** may be left out if neither job recovery nor the blob store is on; nothing is written then. "
                        + "Otherwise as in Flink, and checked when a JobManager starts.");
        meanings.put(
                List.of(HighAvailabilityOptions.HA_CLUSTER_ID),
                "As in Flink. One name for each cluster.");
        meanings.put(
                List.of(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM),
                "As in Flink. Names are looked up again whenever a process connects, and a chroot must exist.");
        meanings.put(List.of(HighAvailabilityOptions.HA_ZOOKEEPER_ROOT), "As in Flink.");
        meanings.put(
                List.of(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT),
                "As in Flink: how long a leader whose death cannot be proven counts as alive (see `high-availability.liveness.enabled`). "
                        + "A ZooKeeper server bounds it, to 20 of its ticks (40 s) unless told otherwise.");
        meanings.put(
                List.of(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT),
                "As in Flink; also how long the start of a process waits for ZooKeeper before it gives up.");
        meanings.put(
                List.of(
                        HighAvailabilityOptions.ZOOKEEPER_RETRY_WAIT,
                        HighAvailabilityOptions.ZOOKEEPER_MAX_RETRY_WAIT,
                        HighAvailabilityOptions.ZOOKEEPER_MAX_RETRY_ATTEMPTS,
                        HighAvailabilityOptions.ZOOKEEPER_MAX_CLOSE_WAIT,
                        HighAvailabilityOptions.ZOOKEEPER_TOLERATE_SUSPENDED_CONNECTIONS,
                        HighAvailabilityOptions.ZOOKEEPER_CLIENT_ACL,
                        SecurityOptions.ZOOKEEPER_SASL_DISABLE,
                        SecurityOptions.ZOOKEEPER_SASL_SERVICE_NAME,
                        SecurityOptions.ZOOKEEPER_SASL_LOGIN_CONTEXT_NAME),
                "As in Flink.");
        meanings.put(
                List.of(HighAvailabilityOptions.ZOOKEEPER_ENSEMBLE_TRACKING),
                "**Changes: has no effect.** A process always connects to what "
                        + code(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM.key())
                        + " names. Flink's tracker replaces names by addresses and, up to Flink 2.2, loses the chroot, which "
                        + "makes two leaders. After a reconfiguration that leaves none of the named servers, change the quorum "
                        + "and restart.");
        meanings.put(
                List.of(HighAvailabilityOptions.ZOOKEEPER_CLIENT_AUTHORIZATION),
                "As in Flink, and not shown by the REST API; see below.");
        meanings.put(
                List.of(KubernetesConfigOptions.CLUSTER_ID),
                "As in Flink. With "
                        + code(OlapHaOptions.LEADER_SERVICES_TYPE.key() + ": kubernetes")
                        + " it must be set, to the same for every process of a cluster.");
        meanings.put(
                List.of(
                        KubernetesConfigOptions.NAMESPACE,
                        KubernetesConfigOptions.CONTEXT,
                        KubernetesConfigOptions.KUBE_CONFIG_FILE),
                "As in Flink.");
        meanings.put(
                List.of(
                        KubernetesHighAvailabilityOptions.KUBERNETES_LEASE_DURATION,
                        KubernetesHighAvailabilityOptions.KUBERNETES_RENEW_DEADLINE,
                        KubernetesHighAvailabilityOptions.KUBERNETES_RETRY_PERIOD),
                "**Changes:** the defaults are 15 s, 10 s and 2 s, and where only some are set the others follow in this "
                        + "proportion. The lease must be longer than the renew deadline, and that longer than 1.2 retry "
                        + "periods; Flink's own defaults (15 s, 15 s, 5 s) are refused.");
        meanings.put(
                List.of(
                        HighAvailabilityOptions.HA_ZOOKEEPER_EXECUTION_PLANS_PATH,
                        HighAvailabilityOptions.HA_ZOOKEEPER_APPLICATIONS_PATH,
                        JobResultStoreOptions.STORAGE_PATH,
                        JobResultStoreOptions.DELETE_ON_COMMIT,
                        ApplicationResultStoreOptions.STORAGE_PATH,
                        ApplicationResultStoreOptions.DELETE_ON_COMMIT),
                "With job recovery as in Flink, without it of no effect.");
        meanings.put(
                List.of(
                        JobManagerOptions.ADDRESS,
                        JobManagerOptions.PORT,
                        RestOptions.ADDRESS,
                        RestOptions.PORT),
                "With "
                        + code(OlapHaOptions.LEADER_SERVICES_TYPE.key() + ": standalone")
                        + " where the JobManager is found; otherwise what a JobManager says of itself.");
        meanings.put(
                List.of(TaskManagerOptions.SLOT_TIMEOUT),
                "As in Flink. Without job recovery the slots of lost queries do not wait for it: they are free again as soon as "
                        + "their tasks have ended.");
        return meanings.entrySet().stream()
                .flatMap(
                        entry ->
                                entry.getKey().stream()
                                        .map(option -> row(code(option.key()), entry.getValue())))
                .collect(
                        Collectors.joining("", row("Key", "Meaning here") + row("---", "---"), ""));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
