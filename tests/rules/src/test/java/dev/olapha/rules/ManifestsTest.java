package dev.olapha.rules;

import dev.olapha.config.HaSettings;
import dev.olapha.config.LeaderServicesType;
import dev.olapha.testkit.kubernetes.Manifests;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.HasMetadata;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.Secret;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.rbac.Role;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.utils.Serialization;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The files in {@code deploy/kubernetes} against Kubernetes' own types and the operator's. */
class ManifestsTest {

    private static final String FLINK_DEPLOYMENTS =
            "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"namespace.yaml", "rbac.yaml", "config.yaml", "cluster.yaml"})
    void everyFieldIsOneThatKubernetesKnows(String file) throws Exception {
        for (String document : Manifests.documents(file)) {
            final HasMetadata object = Serialization.unmarshal(document, HasMetadata.class);
            assertThat(UnknownFields.in(object)).as(document).isEmpty();
            assertThat(object.getMetadata().getName()).isNotBlank();
        }
    }

    @Test
    void unknownFieldsWouldBeFound() throws Exception {
        final String document =
                Manifests.documents("cluster.yaml").get(0).replace("mountPath:", "mounthPath:");
        assertThat(UnknownFields.in(Serialization.unmarshal(document, HasMetadata.class)))
                .anyMatch(path -> path.endsWith(".mounthPath"));
    }

    @Test
    void flinkDeploymentIsWhatTheOperatorKnows() throws Exception {
        final Schema schema = flinkDeployments();
        final String document = Manifests.documents("flinkdeployment.yaml").get(0);
        assertThat(schema.violations(tree(document))).isEmpty();
        assertThat(schema.violations(tree(document.replace("replicas: 2", "replicas: two"))))
                .isNotEmpty();
        assertThat(schema.violations(tree(document.replace("v1_20", "v9_9")))).isNotEmpty();
        assertThat(schema.violations(tree(document.replace("mountPath", "mounthPath"))))
                .isNotEmpty();
    }

    private Schema flinkDeployments() throws Exception {
        try (InputStream in = ManifestsTest.class.getResourceAsStream(FLINK_DEPLOYMENTS)) {
            final JsonNode definition = tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new Schema(
                    withObjectFields(
                            definition
                                    .path("spec")
                                    .path("versions")
                                    .path(0)
                                    .path("schema")
                                    .path("openAPIV3Schema")));
        }
    }

    /** Every object has these, whatever its definition says. */
    private JsonNode withObjectFields(JsonNode schema) {
        final Map<String, Map<String, Object>> fields =
                Map.of(
                        "apiVersion", Map.of("type", "string"),
                        "kind", Map.of("type", "string"),
                        "metadata",
                                Map.of(
                                        "type",
                                        "object",
                                        "x-kubernetes-preserve-unknown-fields",
                                        true));
        final ObjectNode objectFields = json.valueToTree(fields);
        ((ObjectNode) schema.path("properties")).setAll(objectFields);
        return schema;
    }

    private JsonNode tree(String yaml) throws Exception {
        return json.readTree(Serialization.asJson(Serialization.unmarshal(yaml, Map.class)));
    }

    @Test
    void configurationIsAcceptedAndNamesWhatTheRolesName(@TempDir Path directory) throws Exception {
        final ConfigMap config =
                Serialization.unmarshal(Manifests.documents("config.yaml").get(0), ConfigMap.class);
        Files.writeString(directory.resolve("config.yaml"), config.getData().get("config.yaml"));
        final Configuration configuration =
                GlobalConfiguration.loadConfiguration(directory.toString());

        final HaSettings settings = HaSettings.from(configuration);

        assertThat(settings.leaderServicesType()).isEqualTo(LeaderServicesType.KUBERNETES);
        assertThat(settings.jobRecovery()).isEqualTo(HaSettings.JobRecovery.OFF);
        final String clusterId = configuration.get(KubernetesConfigOptions.CLUSTER_ID);
        assertThat(configuration.get(KubernetesConfigOptions.NAMESPACE))
                .isEqualTo(Manifests.NAMESPACE);
        assertThat(Files.readString(Manifests.folder().resolve("rbac.yaml")))
                .contains(
                        "resourceNames: [" + clusterId + "-cluster-config-map]",
                        "resourceNames: [" + clusterId + "-leader-liveness]");
    }

    /** RBAC cannot limit it to a name: it would be the token of any account of the namespace. */
    @Test
    void nobodyMayCreateSecretsAndTheOneThatIsNeededIsThere() throws Exception {
        boolean shipped = false;
        for (String document : Manifests.documents("rbac.yaml")) {
            final HasMetadata object = Serialization.unmarshal(document, HasMetadata.class);
            if (object instanceof Role) {
                assertThat(((Role) object).getRules())
                        .filteredOn(rule -> rule.getResources().contains("secrets"))
                        .allSatisfy(
                                rule -> {
                                    assertThat(rule.getVerbs()).containsOnly("get", "update");
                                    assertThat(rule.getResourceNames()).hasSize(1);
                                });
            }
            if (object instanceof Secret) {
                assertThat(((Secret) object).getData()).isNullOrEmpty();
                shipped = true;
            }
        }
        assertThat(shipped).as("an empty Secret in the manifests").isTrue();
    }
}
