package dev.olapha.testkit.kubernetes;

import java.nio.file.Path;
import java.util.Optional;

/** What a kube config file says: where a server is, and who its reader is there. Immutable. */
final class KubeConfig {

    private final String user;
    private final String token;
    private final String address;
    private final Optional<Path> authority;

    /**
     * @param address {@code host:port}
     * @param authority the certificate of who vouches for the server; without one it is spoken to
     *     without TLS
     */
    KubeConfig(String user, String token, String address, Optional<Path> authority) {
        this.user = user;
        this.token = token;
        this.address = address;
        this.authority = authority;
    }

    /** Differs where the content may. */
    String fileName() {
        return ("kube-config-" + user + "-" + address + ".yaml").replace(':', '-');
    }

    String text() {
        return String.join(
                "\n",
                "apiVersion: v1",
                "kind: Config",
                "clusters:",
                "- name: test",
                "  cluster:",
                "    server: " + (authority.isPresent() ? "https://" : "http://") + address,
                authority.map(file -> "    certificate-authority: " + file).orElse(""),
                "users:",
                "- name: test",
                "  user:",
                "    token: " + token,
                "contexts:",
                "- name: test",
                "  context:",
                "    cluster: test",
                "    user: test",
                "    namespace: default",
                "current-context: test",
                "");
    }
}
