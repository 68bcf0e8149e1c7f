package dev.olapha;

import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.blob.PermanentBlobKey;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.zookeeper.CuratorFrameworkWithUnhandledErrorListener;
import org.apache.flink.runtime.persistence.filesystem.FileSystemStateStorageHelper;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.runtime.zookeeper.ZooKeeperStateHandleStore;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ZooDefs;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.data.ACL;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What a clean-up does that cannot delete everything. A pointer to nothing would keep the next
 * JobManager from starting.
 */
class CleanUpOrderTest {

    private static final List<ACL> NO_DELETION =
            List.of(
                    new ACL(
                            ZooDefs.Perms.ALL & ~ZooDefs.Perms.DELETE,
                            ZooDefs.Ids.ANYONE_ID_UNSAFE));

    @TempDir Path directory;

    private Path storage;
    private EmbeddedZooKeeper zooKeeper;
    private CuratorFrameworkWithUnhandledErrorListener operator;
    private HighAvailabilityServices services;

    @BeforeEach
    void startWithAJobsData() throws Exception {
        storage = Files.createDirectory(directory.resolve("storage"));
        zooKeeper = EmbeddedZooKeeper.start();
        final Configuration configuration = new Configuration();
        configuration.set(HighAvailabilityOptions.HA_MODE, OlapHaServicesFactory.class.getName());
        configuration.set(HighAvailabilityOptions.HA_STORAGE_PATH, storage.toUri().toString());
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, zooKeeper.connectString());
        operator =
                ZooKeeperUtils.startCuratorFramework(
                        configuration,
                        error -> {
                            throw new AssertionError(error);
                        });
        services = new OlapHaServicesFactory().createHAServices(configuration, Runnable::run);
        services.createBlobStore()
                .put(
                        Files.createFile(directory.resolve("user.jar")).toFile(),
                        new JobID(),
                        new PermanentBlobKey());
        for (String pointer : List.of("/jobs/a", "/applications/b")) {
            client().create().creatingParentsIfNeeded().forPath(pointer);
        }
        final ZooKeeperStateHandleStore<String> plans =
                new ZooKeeperStateHandleStore<>(
                        ZooKeeperUtils.useNamespaceAndEnsurePath(client(), "/execution-plans"),
                        new FileSystemStateStorageHelper<>(
                                new org.apache.flink.core.fs.Path(
                                        storage.resolve("default").toUri()),
                                "submittedExecutionPlan"));
        plans.addAndLock("/c", "a plan");
        plans.releaseAll();
        client().create().creatingParentsIfNeeded().forPath("/leader/latch");
    }

    @AfterEach
    void stop() throws Exception {
        services.close();
        operator.close();
        zooKeeper.close();
    }

    @Test
    void everythingGoes() throws Exception {
        services.cleanupAllData();
        assertThat(zooKeeper.znodes()).isEmpty();
        assertThat(Files.list(storage)).isEmpty();
    }

    /** A plan without its pointers to checkpoints would run its job from the beginning. */
    @Test
    void nothingIsTouchedWhileAPlanCannotBeMadeVoid() throws Exception {
        client().setACL().withACL(NO_DELETION).forPath("/execution-plans/c");
        final List<String> files = files();
        final List<String> znodes = zooKeeper.znodes();

        assertThatThrownBy(services::cleanupAllData)
                .isInstanceOf(KeeperException.NoAuthException.class);

        assertThat(files()).isEqualTo(files).hasSize(2);
        assertThat(zooKeeper.znodes())
                .containsAll(
                        znodes.stream()
                                .filter(path -> !path.startsWith("/flink/default/leader"))
                                .collect(Collectors.toList()));
    }

    @Test
    void oneStepsFailureKeepsNoOtherStepFromBeingTried() throws Exception {
        client().setACL().withACL(NO_DELETION).forPath("/execution-plans");

        assertThatThrownBy(services::cleanupAllData).isInstanceOf(KeeperException.class);

        assertThat(zooKeeper.znodes())
                .containsExactly(
                        "/flink",
                        "/flink/default",
                        "/flink/default/execution-plans",
                        "/flink/default/execution-plans/c");
    }

    @Test
    void theFirstErrorIsReportedWithTheOthersAttached() throws Exception {
        for (String path : List.of("/execution-plans", "/applications", "/leader")) {
            client().setACL().withACL(NO_DELETION).forPath(path);
        }

        final Throwable error = catchThrowable(services::cleanupAllData);

        assertThat(error).isInstanceOf(KeeperException.NoAuthException.class);
        assertThat(Stream.concat(Stream.of(error), Stream.of(error.getSuppressed())))
                .extracting(each -> ((KeeperException) each).getPath())
                .containsExactly(
                        "/flink/default/execution-plans/c",
                        "/flink/default/applications/b",
                        "/flink/default/leader/latch");
    }

    private CuratorFramework client() {
        return operator.asCuratorFramework();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(storage)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toList());
        }
    }
}
