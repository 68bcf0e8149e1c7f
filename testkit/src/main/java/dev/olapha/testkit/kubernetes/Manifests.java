package dev.olapha.testkit.kubernetes;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.HasMetadata;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.utils.Serialization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The files in {@code deploy/kubernetes}, as a user would apply them. */
public final class Manifests {

    public static final String NAMESPACE = "flink";
    public static final String JOB_MANAGER = "system:serviceaccount:flink:olap-jobmanager";
    public static final String READER = "system:serviceaccount:flink:olap-reader";

    private static final Path FOLDER =
            Path.of(System.getProperty("olapha.root", ""), "deploy", "kubernetes")
                    .toAbsolutePath()
                    .normalize();

    private Manifests() {}

    /** Where they lie: below the folder that the system property {@code olapha.root} names. */
    public static Path folder() {
        return FOLDER;
    }

    /** The documents of a file. */
    public static List<String> documents(String file) throws IOException {
        return Arrays.stream(Files.readString(FOLDER.resolve(file)).split("(?m)^---$"))
                .collect(Collectors.toList());
    }

    /** An API server with the namespace and the roles. */
    public static RealApiServer serverIn(Path directory) throws IOException {
        return serverIn(directory, UnaryOperator.identity());
    }

    /**
     * @param change made to each document before it is applied
     */
    public static RealApiServer serverIn(Path directory, UnaryOperator<String> change)
            throws IOException {
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
    public static String path(HasMetadata object) {
        final String version = object.getApiVersion();
        final String namespace = object.getMetadata().getNamespace();
        return (version.contains("/") ? "/apis/" : "/api/")
                + version
                + (namespace == null ? "" : "/namespaces/" + namespace)
                + "/"
                + object.getPlural();
    }
}
