package dev.olapha.liveness;

import java.util.Objects;

/**
 * Where one incarnation of a process listens, and the secret by which it is recognized. Immutable.
 */
public final class LivenessEndpoint {

    private final String host;
    private final int port;
    private final LivenessSecret secret;

    LivenessEndpoint(String host, int port, LivenessSecret secret) {
        this.host = host;
        this.port = port;
        this.secret = secret;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    LivenessSecret secret() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LivenessEndpoint
                && host.equals(((LivenessEndpoint) other).host)
                && port == ((LivenessEndpoint) other).port
                && secret.equals(((LivenessEndpoint) other).secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
