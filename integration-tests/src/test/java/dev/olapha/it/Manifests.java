package dev.olapha.it;

import dev.olapha.testkit.kubernetes.RealApiServer;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.HasMetadata;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.utils.Serialization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The files in {@code deploy/kubernetes}, as a user would apply them. */
final class Manifests {

    static final String NAMESPACE = "flink";
    static final String JOB_MANAGER = "system:serviceaccount:flink:olap-jobmanager";
    static final String READER = "system:serviceaccount:flink:olap-reader";

    private Manifests() {}

    static Path folder() {
        return Product.root().resolve(Path.of("deploy", "kubernetes"));
    }

    /** The documents of a file. */
    static List<String> documents(String file) throws IOException {
        return Arrays.stream(Files.readString(folder().resolve(file)).split("(?m)^---$")).toList();
    }

    /** An API server with the namespace and the roles. */
    static RealApiServer serverIn(Path directory) throws IOException {
        return serverIn(directory, UnaryOperator.identity());
    }

    /**
     * @param change made to each document before it is applied
     */
    static RealApiServer serverIn(Path directory, UnaryOperator<String> change) throws IOException {
        final RealApiServer server =
                RealApiServer.start(directory.resolve("kubernetes"), JOB_MANAGER, READER);
        for (String file : List.of("namespace.yaml", "rbac.yaml")) {
            for (String document : documents(file)) {
                apply(server, change.apply(document));
            }
        }
        return server;
    }

    private static void apply(RealApiServer server, String document) {
        final HasMetadata object = Serialization.unmarshal(document, HasMetadata.class);
        server.client(RealApiServer.ADMIN).postYaml(path(object), document).orThrow();
    }

    /** Where objects of this kind are created. */
    static String path(HasMetadata object) {
        final String version = object.getApiVersion();
        final String namespace = object.getMetadata().getNamespace();
        return (version.contains("/") ? "/apis/" : "/api/")
                + version
                + (namespace == null ? "" : "/namespaces/" + namespace)
                + "/"
                + object.getPlural();
    }
}
