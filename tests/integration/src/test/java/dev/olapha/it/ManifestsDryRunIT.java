package dev.olapha.it;

import dev.olapha.testkit.kubernetes.ApiAnswer;
import dev.olapha.testkit.kubernetes.ApiClient;
import dev.olapha.testkit.kubernetes.Manifests;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.kubernetes.RequiresApiServer;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.HasMetadata;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.utils.Serialization;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a real API server says of the files in {@code deploy/kubernetes}, as a dry run there; of a
 * FlinkDeployment it knows nothing without the operator.
 */
@RequiresApiServer
class ManifestsDryRunIT {

    /** Servers that are too old for the second part do without it. */
    private static final String DRY_RUN = "?dryRun=All&fieldValidation=Strict";

    @TempDir static Path directory;

    private static RealApiServer server;
    private static ApiClient admin;

    @BeforeAll
    static void start() throws IOException {
        server = RealApiServer.start(directory);
        admin = server.client(RealApiServer.ADMIN);
        for (String document : Manifests.documents("namespace.yaml")) {
            assertThat(dryRun(document).status()).isEqualTo(201);
            admin.postYaml(
                            Manifests.path(Serialization.unmarshal(document, HasMetadata.class)),
                            document)
                    .orThrow();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbac.yaml", "config.yaml", "cluster.yaml"})
    void everyObjectWouldBeCreated(String file) throws IOException {
        for (String document : Manifests.documents(file)) {
            final ApiAnswer answer = dryRun(document);
            assertThat(answer.status()).as(document + "\n" + answer).isEqualTo(201);
        }
    }

    @Test
    void mistakesWouldBeFound() throws IOException {
        final String deployment = Manifests.documents("cluster.yaml").get(0);
        assertThat(dryRun(deployment.replaceFirst("replicas: \\d+", "replicas: -1")).status())
                .isEqualTo(422);
        assertThat(dryRun(deployment.replaceFirst("image: ", "imago: ")).status())
                .isGreaterThanOrEqualTo(400);
    }

    private static ApiAnswer dryRun(String document) {
        return admin.postYaml(
                Manifests.path(Serialization.unmarshal(document, HasMetadata.class)) + DRY_RUN,
                document);
    }
}
