package dev.olapha.demonstration;

import dev.olapha.testkit.kubernetes.RealApiServer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which service the cluster shall elect its leader in. */
enum LeaderServiceChoice {
    ZOOKEEPER("ZooKeeper") {
        @Override
        LeaderService start(Path directory, Optional<Path> kubeConfig, Narrator narrator) {
            return OwnZooKeeper.start(directory.resolve("zookeeper"));
        }

        @Override
        Optional<String> objection(Optional<Path> kubeConfig) {
            return kubeConfig.isEmpty()
                    ? Optional.empty()
                    : Optional.of("--kube-config is of use with --kubernetes only.");
        }
    },
    KUBERNETES("what Kubernetes needs of a control plane") {
        @Override
        LeaderService start(Path directory, Optional<Path> kubeConfig, Narrator narrator) {
            return kubeConfig.isPresent()
                    ? new GivenApiServer(kubeConfig.get(), narrator)
                    : OwnApiServer.start(directory.resolve("kubernetes"));
        }

        @Override
        Optional<String> objection(Optional<Path> kubeConfig) {
            if (kubeConfig.isPresent()) {
                return Files.isReadable(kubeConfig.get())
                        ? Optional.empty()
                        : Optional.of("--kube-config " + kubeConfig.get() + " cannot be read.");
            }
            return RealApiServer.isAvailable()
                    ? Optional.empty()
                    : Optional.of(
                            "--kubernetes needs a Kubernetes API server: set KUBEBUILDER_ASSETS to a folder with "
                                    + "kube-apiserver and etcd, or name a server with --kube-config.");
        }
    };

    private final String title;

    LeaderServiceChoice(String title) {
        this.title = title;
    }

    /** For a sentence. */
    String title() {
        return title;
    }

    /**
     * @param directory for what a service of our own writes
     * @param kubeConfig of a server that is there already
     */
    abstract LeaderService start(Path directory, Optional<Path> kubeConfig, Narrator narrator);

    /** Why it cannot be started, in one sentence. */
    abstract Optional<String> objection(Optional<Path> kubeConfig);
}
