package dev.olapha.benchmark.tpch;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.tpch.clients.Driver;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Flink's JDBC driver from its own jar, apart from the class path: it brings a Flink of its own,
 * which need not be the one that is measured.
 */
final class IsolatedDriver implements Driver {

    private static final String DIRECTORY_PROPERTY = "olapha.bench.jdbc";
    private static final String DRIVER = "org.apache.flink.table.jdbc.FlinkDriver";

    private final java.sql.Driver driver;

    private IsolatedDriver(java.sql.Driver driver) {
        this.driver = driver;
    }

    /**
     * The one that ./bench has named with a system property.
     *
     * @throws BenchmarkException if it is not there
     */
    static IsolatedDriver load() {
        final String directory = System.getProperty(DIRECTORY_PROPERTY);
        if (directory == null || !Files.isDirectory(Path.of(directory))) {
            throw new BenchmarkException(
                    "Flink's JDBC driver is not there; run this program with ./bench.");
        }
        try {
            // Never closed: sessions use it until this program ends.
            final ClassLoader loader =
                    new URLClassLoader(jars(Path.of(directory)), new LoggingOnly());
            return new IsolatedDriver(
                    (java.sql.Driver)
                            loader.loadClass(DRIVER).getDeclaredConstructor().newInstance());
        } catch (IOException | ReflectiveOperationException e) {
            throw new BenchmarkException("Flink's JDBC driver cannot be loaded: " + e + ".", e);
        }
    }

    private static URL[] jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            final List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
            final URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = url(jars.get(i));
            }
            return urls;
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    @Override
    public Connection connect(String url) throws SQLException {
        return driver.connect(url, new Properties());
    }

    /** Java's own classes, and this program's logging. */
    private static final class LoggingOnly extends ClassLoader {

        private LoggingOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j.")) {
                return IsolatedDriver.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
