package dev.olapha.kubernetes;

import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.kubernetes.RequiresApiServer;
import dev.olapha.testkit.leader.DamagingFixture;
import dev.olapha.testkit.leader.LeaderElectionContract;
import dev.olapha.testkit.leader.RecordKeepingContract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The same contracts on a real API server. */
@RequiresApiServer
@Timeout(180)
class RealApiServerBackendTest implements LeaderElectionContract, RecordKeepingContract {

    @TempDir static Path directory;

    private static RealApiServer server;

    @BeforeAll
    static void start() {
        server = RealApiServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public DamagingFixture newFixture() {
        return new KubernetesFixture(
                server.kubeConfig(RealApiServer.ADMIN), () -> {}, KubernetesFixture.LEASE);
    }
}
