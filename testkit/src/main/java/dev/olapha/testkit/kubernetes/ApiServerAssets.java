package dev.olapha.testkit.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the programs of a Kubernetes control plane are. */
final class ApiServerAssets {

    static final String VARIABLE = "KUBEBUILDER_ASSETS";

    private final Path folder;

    private ApiServerAssets(Path folder) {
        this.folder = folder;
    }

    /** The folder that the environment names, if it holds what is needed. */
    static Optional<ApiServerAssets> fromEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(name -> !name.isEmpty())
                .map(name -> new ApiServerAssets(Path.of(name)))
                .filter(ApiServerAssets::isComplete);
    }

    private boolean isComplete() {
        return Files.isExecutable(apiServer()) && Files.isExecutable(etcd());
    }

    Path apiServer() {
        return folder.resolve("kube-apiserver");
    }

    Path etcd() {
        return folder.resolve("etcd");
    }
}
