package dev.olapha;

import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.util.EnvironmentInformation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.ServiceLoader;

/** The release line that this jar was built for, and the Flink that it finds itself in. */
public final class InstalledLine {

    /** Written by the build; read before any class that only one line could link. */
    private static final String DESCRIPTION = "/META-INF/flink-olap-ha.properties";

    private final String line;
    private final String jar;

    private InstalledLine(String line, String jar) {
        this.line = line;
        this.jar = jar;
    }

    public static InstalledLine ofThisJar() {
        try (InputStream in = InstalledLine.class.getResourceAsStream(DESCRIPTION)) {
            final Properties properties = new Properties();
            properties.load(in);
            return new InstalledLine(
                    properties.getProperty("flink.line"), properties.getProperty("jar"));
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of flink-olap-ha is damaged", e);
        }
    }

    /**
     * @throws IllegalConfigurationException if the jar lies in another line's {@code lib/}; without
     *     this it would fail later, with a linkage error
     */
    public FlinkLine matching() {
        return matching(EnvironmentInformation.getVersion());
    }

    FlinkLine matching(String flinkVersion) {
        if (!isOfLine(flinkVersion)) {
            throw new IllegalConfigurationException(
                    String.format(
                            "This jar is for Flink %s, but this is Flink %s: instead of %s, lib/ must hold the "
                                    + "jar of its line.",
                            line, flinkVersion, jar));
        }
        return ServiceLoader.load(FlinkLine.class, InstalledLine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The jar " + jar + " is damaged."));
    }

    /** Vendors append to the version, as in 2.3.0-vendor-1 or 2.3-SNAPSHOT. */
    private boolean isOfLine(String flinkVersion) {
        return flinkVersion.equals(line)
                || flinkVersion.startsWith(line + ".")
                || flinkVersion.startsWith(line + "-");
    }
}
