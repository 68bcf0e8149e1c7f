package dev.olapha;

import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.application.AbstractApplication;
import org.apache.flink.runtime.blob.BlobServer;
import org.apache.flink.runtime.blob.PermanentBlobKey;
import org.apache.flink.runtime.blob.PermanentBlobService;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ApplicationStoreEntry;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.util.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of jobs and applications that came with files when blobs are not shared. */
class LostFilesTest {

    private static final byte[] JAR = {1, 2, 3, 4};

    @TempDir Path directory;

    private final JobID job = new JobID();
    private final ApplicationID application = new ApplicationID();

    private EmbeddedZooKeeper zooKeeper;
    private Path storage;
    private PermanentBlobKey jar;

    @BeforeEach
    void start() throws IOException {
        zooKeeper = EmbeddedZooKeeper.start();
        storage = Files.createDirectory(directory.resolve("storage"));
    }

    @AfterEach
    void stop() {
        zooKeeper.close();
    }

    @Test
    void aJobWhoseFilesAreInTheSharedStoreIsRecoveredWithThemWhenBlobsAreNoLongerShared()
            throws Exception {
        try (Process process = new Process("true")) {
            process.submitJob();
        }
        try (Process process = new Process("false")) {
            assertThat(process.plans.recoverExecutionPlan(job)).isNotNull();
            assertThat(process.blobs.getFile(job, jar)).hasBinaryContent(JAR);
            process.blobs.globalCleanupAsync(job, Runnable::run).get();
        }
        assertThat(storage.resolve("default/blob")).doesNotExist();
    }

    /** Whatever the setting: a JobManager that dies of one job would do so again and again. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aJobWhoseFilesAreLostIsPassedOverAndNothingAboutItIsDeleted(String shared)
            throws Exception {
        try (Process process = new Process("false")) {
            process.submitJob();
        }
        final List<String> pointers = pointers();
        try (Process process = new Process(shared)) {
            assertThat(process.plans.getJobIds()).containsExactly(job);
            assertThat(process.plans.recoverExecutionPlan(job)).isNull();
        }
        assertThat(pointers()).isEqualTo(pointers).anyMatch(path -> path.startsWith("/jobs/"));
    }

    @Test
    void aJobWhoseFilesComeBackIsRecovered() throws Exception {
        try (Process process = new Process("true")) {
            process.submitJob();
        }
        final Path blobs = storage.resolve("default/blob");
        Files.move(blobs, directory.resolve("away"));
        try (Process process = new Process("false")) {
            assertThat(process.plans.recoverExecutionPlan(job)).isNull();
        }
        Files.move(directory.resolve("away"), blobs);
        try (Process process = new Process("true")) {
            assertThat(process.plans.recoverExecutionPlan(job)).isNotNull();
        }
    }

    /** It loses its leadership for a moment: its blob server deletes the files of jobs. */
    @Test
    void theProcessThatReceivedTheFilesDoesNotCountOnThoseOfJobs() throws Exception {
        try (Process process = new Process("false")) {
            process.submitJob();
            process.submitApplication();
            process.plans.stop();
            process.blobs.localCleanupAsync(job, Runnable::run).get();
            final ExecutionPlanStore next = process.services.getExecutionPlanStore();
            next.start(NO_LISTENER);
            assertThat(next.recoverExecutionPlan(job)).isNull();
            next.stop();
            assertThat(process.applications.recoverApplication(application)).isPresent();
            assertThat(process.blobs.getFile(application, jar)).hasBinaryContent(JAR);
        }
        assertThat(storage.resolve("default/blob")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void anApplicationWhoseJarIsLostIsPassedOverAndStays(String shared) throws Exception {
        try (Process process = new Process("false")) {
            process.submitApplication();
        }
        try (Process process = new Process(shared)) {
            assertThat(process.applications.getApplicationIds()).containsExactly(application);
            assertThat(process.applications.recoverApplication(application)).isEmpty();
            assertThat(process.applications.getApplicationIds()).containsExactly(application);
        }
    }

    @Test
    void anApplicationWhoseJarIsInTheSharedStoreIsRecoveredWithIt() throws Exception {
        try (Process process = new Process("true")) {
            process.submitApplication();
        }
        try (Process process = new Process("false")) {
            assertThat(process.applications.recoverApplication(application)).isPresent();
            assertThat(process.blobs.getFile(application, jar)).hasBinaryContent(JAR);
        }
    }

    private List<String> pointers() {
        return zooKeeper.znodes().stream()
                .filter(path -> !path.contains("/locks") && !path.contains("/leader"))
                .map(path -> path.replace("/flink/default", ""))
                .collect(Collectors.toList());
    }

    private static final ExecutionPlanStore.ExecutionPlanListener NO_LISTENER =
            new ExecutionPlanStore.ExecutionPlanListener() {
                @Override
                public void onAddedExecutionPlan(JobID jobId) {}

                @Override
                public void onRemovedExecutionPlan(JobID jobId) {}
            };

    /** A JobManager's stores, from its start to its end. */
    private final class Process implements AutoCloseable {

        private final HighAvailabilityServices services;
        private final ExecutionPlanStore plans;
        private final ApplicationStore applications;
        private final BlobServer blobs;

        private Process(String shared) throws Exception {
            final Configuration configuration = new Configuration();
            configuration.set(
                    HighAvailabilityOptions.HA_MODE, OlapHaServicesFactory.class.getName());
            configuration.set(HighAvailabilityOptions.HA_STORAGE_PATH, storage.toUri().toString());
            configuration.set(
                    HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, zooKeeper.connectString());
            configuration.setString("high-availability.blob-store.enabled", shared);
            services = new OlapHaServicesFactory().createHAServices(configuration, Runnable::run);
            plans = services.getExecutionPlanStore();
            plans.start(NO_LISTENER);
            applications = services.getApplicationStore();
            applications.start();
            blobs =
                    new BlobServer(
                            configuration,
                            Reference.owned(Files.createTempDirectory(directory, "local").toFile()),
                            services.createBlobStore());
        }

        private void submitJob() throws Exception {
            jar = blobs.putPermanent(job, JAR);
            final JobGraph graph = new JobGraph(job, "with a jar");
            graph.addUserJarBlobKey(jar);
            plans.putExecutionPlan(graph);
            services.getCheckpointRecoveryFactory().createCheckpointIDCounter(job).start();
        }

        private void submitApplication() throws Exception {
            jar = blobs.putPermanent(application, JAR);
            applications.putApplication(new EntryWithJar(application, jar));
        }

        @Override
        public void close() throws Exception {
            plans.stop();
            applications.stop();
            blobs.close();
            services.close();
        }
    }

    /** As Flink's own for programs, which is in another of its modules. */
    private static final class EntryWithJar implements ApplicationStoreEntry {

        private static final long serialVersionUID = 1L;

        private final ApplicationID application;
        private final PermanentBlobKey jar;

        private EntryWithJar(ApplicationID application, PermanentBlobKey jar) {
            this.application = application;
            this.jar = jar;
        }

        @Override
        public AbstractApplication getApplication(
                PermanentBlobService files,
                Collection<JobInfo> recovered,
                Collection<JobInfo> terminated) {
            try {
                files.getFile(application, jar);
            } catch (IOException e) {
                throw new IllegalStateException("no jar", e);
            }
            throw new AssertionError("Nobody has the file when applications are looked for.");
        }

        @Override
        public ApplicationID getApplicationId() {
            return application;
        }

        @Override
        public String getName() {
            return "with a jar";
        }
    }
}
