package dev.olapha.it;

import dev.olapha.config.LivenessSettings;
import dev.olapha.kubernetes.KubernetesConnection;
import dev.olapha.kubernetes.KubernetesLeaderBackend;
import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.liveness.ProcessLiveness;
import dev.olapha.testkit.kubernetes.ApiRequest;
import dev.olapha.testkit.kubernetes.Manifests;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.kubernetes.RequiresApiServer;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ArrayNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The roles in {@code deploy/kubernetes/rbac.yaml} suffice, and not one verb is too many. */
@RequiresApiServer
class KubernetesRoleIT {

    private static final String ROLES =
            "/apis/rbac.authorization.k8s.io/v1/namespaces/" + Manifests.NAMESPACE + "/roles/";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir static Path directory;

    private static RealApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = Manifests.serverIn(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** What a test has taken from a role. */
    private String original;

    private String changedRole;

    private Runnable restoration;

    @AfterEach
    void restore() {
        if (original != null) {
            put(changedRole, original);
            restoration.run();
        }
    }

    @Test
    void rolesSufficeForEverythingAndEveryVerbOfThemIsUsed() throws Exception {
        leaveNothing();
        final int before = server.requests().size();
        try (KubernetesConnection leader = open(Manifests.JOB_MANAGER);
                KubernetesConnection standby = open(Manifests.JOB_MANAGER);
                KubernetesConnection reader = open(Manifests.READER)) {
            reader.awaitConnected();
            final RecordedWatch watch = new RecordedWatch();
            backend(reader).watch(ComponentIds.DISPATCHER, watch);
            leader.awaitConnected();
            final LeaderBackend process = backend(leader);
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final LeaderInformation known =
                    LeaderInformation.known(election.awaitGrant(), "pekko.tcp://flink@a:1/user/b");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, known);
            watch.awaitLeader(known);
            final LeaderElectionDriver other =
                    backend(standby).createElectionDriver(new RecordedElection());
            await("the standby to look whom it waits for")
                    .atMost(TIMEOUT)
                    .until(() -> used(before).contains("secrets get"));
            other.close();
            driver.close();
            // Written by a second leader, the announcement is there already.
            final RecordedElection again = new RecordedElection();
            final LeaderElectionDriver second = process.createElectionDriver(again);
            again.awaitGrant();
            await("the second announcement")
                    .atMost(TIMEOUT)
                    .until(() -> used(before).contains("secrets update"));
            second.close();
            process.cleanUp();
            assertThat(election.errors()).isEmpty();
            assertThat(watch.errors()).isEmpty();
        }
        assertThat(used(before))
                .containsExactlyInAnyOrder(
                        "configmaps get",
                        "configmaps watch",
                        "configmaps create",
                        "configmaps update",
                        "configmaps delete",
                        "secrets get",
                        "secrets update");
    }

    /** Whatever another test has left would not be created any more. */
    private static void leaveNothing() throws Exception {
        try (KubernetesConnection connection = open(Manifests.JOB_MANAGER)) {
            connection.awaitConnected();
            backend(connection).cleanUp();
        }
    }

    private static Set<String> used(int before) {
        return server.requests().stream()
                .skip(before)
                .filter(request -> !request.resource().equals("selfsubjectaccessreviews"))
                .map(KubernetesRoleIT::use)
                .collect(Collectors.toSet());
    }

    private static String use(ApiRequest request) {
        return request.resource() + " " + request.verb();
    }

    @ParameterizedTest
    @CsvSource({
        "olap-jobmanager, get",
        "olap-jobmanager, watch",
        "olap-reader, get",
        "olap-reader, watch"
    })
    void processThatMayNotReadSaysSoAtItsStart(String role, String verb) throws Exception {
        take(role, "configmaps", verb);
        try (KubernetesConnection connection = open(account(role))) {
            assertThatThrownBy(connection::awaitConnected)
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContainingAll("'" + verb + "'", KubernetesProduct.LOCK, "403");
        }
    }

    @ParameterizedTest
    @CsvSource({"create", "update", "delete"})
    void jobManagerThatMayNotLeadSaysSoAtItsStart(String verb) throws Exception {
        take("olap-jobmanager", "configmaps", verb);
        try (KubernetesConnection connection = open(Manifests.JOB_MANAGER)) {
            connection.awaitConnected();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = backend(connection).createElectionDriver(election);
            await().atMost(TIMEOUT).until(() -> !election.errors().isEmpty());
            assertThat(election.errors().get(0))
                    .hasRootCauseInstanceOf(IllegalConfigurationException.class)
                    .hasStackTraceContaining("'" + verb + "'")
                    .hasStackTraceContaining(KubernetesProduct.LOCK);
            assertThat(election.grants()).isEmpty();
            driver.close();
        }
    }

    /** It leads all the same; only a dead leader is noticed later. */
    @ParameterizedTest
    @CsvSource({"get", "update"})
    void jobManagerThatMayNotAnnounceItselfLeadsWithoutIt(String verb) throws Exception {
        take("olap-jobmanager", "secrets", verb);
        final int before = server.requests().size();
        try (KubernetesConnection connection = open(Manifests.JOB_MANAGER)) {
            connection.awaitConnected();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = backend(connection).createElectionDriver(election);
            election.awaitGrant();
            driver.close();
            assertThat(election.errors()).isEmpty();
        }
        assertThat(used(before)).noneMatch(use -> use.startsWith("secrets"));
    }

    private static KubernetesConnection open(String user) {
        return KubernetesConnection.open(configuration(user));
    }

    private static Configuration configuration(String user) {
        final Configuration configuration = new Configuration();
        configuration.set(KubernetesConfigOptions.CLUSTER_ID, KubernetesProduct.CLUSTER_ID);
        configuration.set(KubernetesConfigOptions.NAMESPACE, Manifests.NAMESPACE);
        configuration.set(
                KubernetesConfigOptions.KUBE_CONFIG_FILE, server.kubeConfig(user).toString());
        return configuration;
    }

    private static LeaderBackend backend(KubernetesConnection connection) {
        return KubernetesLeaderBackend.start(
                connection,
                new ProcessLiveness(LivenessSettings.from(configuration(Manifests.READER))));
    }

    /** Takes one verb on one resource from a role, and waits until it is gone. */
    private void take(String role, String resource, String verb) {
        changedRole = role;
        original = server.client(RealApiServer.ADMIN).get(ROLES + role).orThrow().body();
        final JsonNode reduced =
                server.client(RealApiServer.ADMIN).get(ROLES + role).orThrow().json();
        for (JsonNode rule : reduced.path("rules")) {
            if (rule.path("resources").path(0).asText().equals(resource)) {
                final ArrayNode verbs = (ArrayNode) rule.path("verbs");
                for (int i = verbs.size() - 1; i >= 0; i--) {
                    if (verbs.get(i).asText().equals(verb)) {
                        verbs.remove(i);
                    }
                }
            }
        }
        final String body = reduced.toString().replace("\"verbs\":[]", "\"verbs\":[\"list\"]");
        put(role, body);
        awaitAllowed(role, resource, verb, false);
        restoration = () -> awaitAllowed(role, resource, verb, true);
    }

    private static void put(String role, String body) {
        server.client(RealApiServer.ADMIN)
                .put(ROLES + role, body.replaceAll("\"resourceVersion\":\"[0-9]+\",?", ""))
                .orThrow();
    }

    /** RBAC decides from a cache, so the server is asked until it has caught up. */
    private static void awaitAllowed(String role, String resource, String verb, boolean allowed) {
        final String question =
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectAccessReview\",\"spec\":"
                        + "{\"resourceAttributes\":{\"namespace\":\"%s\",\"verb\":\"%s\",\"resource\":\"%s\","
                        + "\"name\":\"%s\"}}}";
        final String name =
                resource.equals("secrets")
                        ? KubernetesProduct.CLUSTER_ID + "-leader-liveness"
                        : KubernetesProduct.LOCK;
        await().atMost(TIMEOUT)
                .until(
                        () ->
                                server.client(account(role))
                                                .post(
                                                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                                                        String.format(
                                                                question,
                                                                Manifests.NAMESPACE,
                                                                verb,
                                                                resource,
                                                                name))
                                                .orThrow()
                                                .json()
                                                .path("status")
                                                .path("allowed")
                                                .asBoolean()
                                        == allowed);
    }

    private static String account(String role) {
        return "system:serviceaccount:" + Manifests.NAMESPACE + ":" + role;
    }
}
