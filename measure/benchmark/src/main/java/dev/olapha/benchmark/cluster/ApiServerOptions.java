package dev.olapha.benchmark.cluster;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/** Where the Kubernetes API server is. To be mixed in with {@code @Mixin}. */
public final class ApiServerOptions {

    @Option(
            names = "--kube-config",
            paramLabel = "FILE",
            description =
                    "The Kubernetes API server to use for modes on Kubernetes, with rights to keep"
                            + " ConfigMaps and Secrets there; default: one is started from the folder"
                            + " that KUBEBUILDER_ASSETS names.")
    private Path kubeConfig;

    /** What the user chose. */
    public ApiServerAccess access() {
        return new ApiServerAccess(Optional.ofNullable(kubeConfig));
    }
}
