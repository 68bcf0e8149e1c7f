package dev.olapha.profile.recording;

import org.apache.flink.runtime.util.EnvironmentInformation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Which process a profile is of, and which recording of that process. */
final class ProcessIdentity {

    private static final AtomicInteger RECORDINGS = new AtomicInteger();

    private final String host = hostName();
    private final long pid = ProcessHandle.current().pid();
    private final int number = RECORDINGS.incrementAndGet();
    private final Instant started = Instant.now();

    String host() {
        return host;
    }

    long pid() {
        return pid;
    }

    /** When recording began. */
    Instant started() {
        return started;
    }

    String flinkVersion() {
        return EnvironmentInformation.getVersion();
    }

    /** Unique among the processes of hosts with different names. */
    String fileName() {
        return "profile-"
                + host.replaceAll("[^A-Za-z0-9.-]", "_")
                + "-"
                + pid
                + "-"
                + number
                + ".json";
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
