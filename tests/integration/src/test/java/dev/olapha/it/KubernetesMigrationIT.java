package dev.olapha.it;

import dev.olapha.testkit.kubernetes.Manifests;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.kubernetes.RequiresApiServer;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;

import org.apache.flink.api.common.JobID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With recovery on, a cluster moves between stock Kubernetes high availability and the product. */
@RequiresApiServer
@ExtendWith(PrintClustersOnFailure.class)
class KubernetesMigrationIT {

    private static final String STOCK = "kubernetes";
    private static final String OURS = Product.FACTORY;
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    @TempDir Path directory;

    private RealApiServer server;
    private Path storage;
    private CountingJob job;
    private int clusters;
    private long latestCheckpoint = 1;

    @BeforeEach
    void prepare() throws Exception {
        server = Manifests.serverIn(directory);
        storage = Files.createDirectory(directory.resolve("storage"));
        job = new CountingJob(directory.resolve("diary"));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aJobMovesFromStockToTheProductAndBack() throws Exception {
        final JobID jobId;
        try (FlinkCluster cluster = start(STOCK)) {
            cluster.awaitTaskManagers(1, TIMEOUT);
            try (Queries client = Queries.to(cluster)) {
                jobId = client.submit(job.jobGraph(UserJar.in(directory)));
            }
            awaitCheckpoints(cluster, jobId);
        }
        final List<String> configMaps = configMaps();
        assertThat(configMaps).hasSize(2);
        try (FlinkCluster cluster = start(OURS)) {
            awaitResumed(cluster, jobId);
            assertThat(configMaps()).isEqualTo(configMaps);
            cluster.processes().forEach(FlinkProcess::kill);
        }
        try (FlinkCluster cluster = start(STOCK)) {
            awaitResumed(cluster, jobId);
            cluster.processes().forEach(FlinkProcess::kill);
        }
        try (FlinkCluster cluster = start(OURS)) {
            awaitResumed(cluster, jobId);
            try (Queries client = Queries.to(cluster)) {
                client.client().cancel(jobId).get();
            }
            await("the end of the job's data")
                    .atMost(TIMEOUT)
                    .until(() -> configMaps().equals(List.of(KubernetesProduct.LOCK)));
        }
    }

    private FlinkCluster start(String type) {
        clusters++;
        return KubernetesProduct.on(directory.resolve("cluster-" + clusters), server)
                .config("high-availability.type", type)
                .config("high-availability.storageDir", storage.toUri().toString())
                .config(
                        "execution.checkpointing.dir",
                        directory.resolve("checkpoints").toUri().toString())
                .launch();
    }

    /** The names of the cluster's. */
    private List<String> configMaps() {
        final List<String> names = new ArrayList<>();
        server.client(RealApiServer.ADMIN)
                .get("/api/v1/namespaces/" + Manifests.NAMESPACE + "/configmaps")
                .orThrow()
                .json()
                .path("items")
                .forEach(item -> names.add(item.path("metadata").path("name").asText()));
        names.removeIf(name -> !name.startsWith(KubernetesProduct.CLUSTER_ID + "-"));
        return names;
    }

    private void awaitResumed(FlinkCluster cluster, JobID jobId) throws Exception {
        final JobOverRest overRest = new JobOverRest(cluster, jobId);
        await("the job to be restored")
                .atMost(TIMEOUT)
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            final long restored = overRest.restoredCheckpoint();
                            assertThat(restored).isGreaterThanOrEqualTo(latestCheckpoint);
                            assertThat(job.latestStart())
                                    .isEqualTo(job.checkpoints().get(restored))
                                    .isPositive();
                        });
        assertThat(job.starts()).isSorted();
        awaitCheckpoints(cluster, jobId);
    }

    /** Of this life of the cluster. */
    private void awaitCheckpoints(FlinkCluster cluster, JobID jobId) throws Exception {
        final JobOverRest overRest = new JobOverRest(cluster, jobId);
        await("checkpoints")
                .atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> overRest.completedCheckpoints() >= 3);
        latestCheckpoint = overRest.latestCheckpoint();
    }
}
