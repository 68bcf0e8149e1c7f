package dev.olapha.it;

import dev.olapha.testkit.process.FlinkDistribution;

import org.junit.jupiter.api.Test;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The one file that a user copies into Flink's {@code lib/}. */
class DropInJarIT {

    private static final int JAVA_11 = 55;
    private static final String CLASS = ".class";
    private static final String LEADER_CLASSES = "dev/olapha/leader/leader-classes.txt";

    @Test
    void holdsOnlyOurClassesAndTheLicence() throws Exception {
        assertThat(files())
                .contains(LEADER_CLASSES)
                .filteredOn(name -> !name.equals(LEADER_CLASSES))
                .allMatch(name -> name.matches("(dev/olapha/.*\\.class|META-INF/.*)"));
        assertThat(files()).contains("META-INF/LICENSE");
        System.out.printf("%s: %d bytes%n", Product.jar().getFileName(), Files.size(Product.jar()));
    }

    @Test
    void holdsNoTestCode() throws Exception {
        assertThat(files()).noneMatch(name -> name.contains("testkit") || name.contains("/it/"));
    }

    @Test
    void runsOnJava11() throws Exception {
        try (JarFile jar = new JarFile(Product.jar().toFile())) {
            for (String name : classFiles()) {
                assertThat(majorVersion(jar, name)).as(name).isEqualTo(JAVA_11);
            }
        }
    }

    /** Everything that our classes mention must be in Flink's {@code lib/} too. */
    @Test
    void needsNothingButFlink() throws Exception {
        try (URLClassLoader flink = flinkWithTheJar()) {
            for (String name : classFiles()) {
                final Class<?> type =
                        flink.loadClass(
                                name.substring(0, name.length() - CLASS.length())
                                        .replace('/', '.'));
                assertThat(type.getDeclaredMethods()).as(name).isNotNull();
                assertThat(type.getDeclaredFields()).as(name).isNotNull();
                assertThat(type.getDeclaredConstructors()).as(name).isNotNull();
            }
        }
    }

    @Test
    void flinkCanInstantiateTheFactory() throws Exception {
        try (URLClassLoader flink = flinkWithTheJar()) {
            final Class<?> factoryType =
                    flink.loadClass(
                            "org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory");
            final Object factory =
                    flink.loadClass("org.apache.flink.util.InstantiationUtil")
                            .getMethod("instantiate", String.class, Class.class, ClassLoader.class)
                            .invoke(null, Product.FACTORY, factoryType, flink);
            assertThat(factory).isInstanceOf(factoryType);
            assertThat(factory.getClass().getName()).isEqualTo(Product.FACTORY);
        }
    }

    /**
     * The jar registers a loader of RPC systems that must not be noticed unless it is asked for.
     */
    @Test
    void flinkGetsItsOwnRpcSystemUnlessClusterPartitionsAreKept() throws Exception {
        final String keep = "high-availability.cluster-partitions.enabled";
        final Map<String, String> product = Map.of("high-availability.type", Product.FACTORY);
        final Map<String, String> stock =
                Map.of("high-availability.type", "zookeeper", keep, "true");
        final Map<String, String> kept =
                Map.of("high-availability.type", Product.FACTORY, keep, "true");
        try (URLClassLoader flink = flinkWithTheJar()) {
            final String flinks = "org.apache.flink.runtime.rpc.CleanupOnCloseRpcSystem";
            assertThat(rpcSystem(flink, Map.of())).isEqualTo(flinks);
            assertThat(rpcSystem(flink, product)).isEqualTo(flinks);
            assertThat(rpcSystem(flink, stock)).isEqualTo(flinks);
            assertThat(rpcSystem(flink, kept)).startsWith("dev.olapha.");
        }
    }

    private static String rpcSystem(ClassLoader flink, Map<String, String> settings)
            throws Exception {
        final Thread thread = Thread.currentThread();
        final ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(flink);
        try {
            final Class<?> configurationType =
                    flink.loadClass("org.apache.flink.configuration.Configuration");
            final Object configuration =
                    configurationType.getMethod("fromMap", Map.class).invoke(null, settings);
            try (AutoCloseable rpcSystem =
                    (AutoCloseable)
                            flink.loadClass("org.apache.flink.runtime.rpc.RpcSystem")
                                    .getMethod("load", configurationType)
                                    .invoke(null, configuration)) {
                return rpcSystem.getClass().getName();
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URLClassLoader flinkWithTheJar() throws IOException {
        final List<URL> urls = new ArrayList<>();
        for (Path jar : FlinkDistribution.fromSystemProperty().lib()) {
            urls.add(jar.toUri().toURL());
        }
        urls.add(Product.jar().toUri().toURL());
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static int majorVersion(JarFile jar, String name) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
            // The magic number and the minor version stand before it.
            in.skipBytes(6);
            return in.readUnsignedShort();
        }
    }

    private static List<String> classFiles() throws IOException {
        final List<String> classes = files().stream().filter(name -> name.endsWith(CLASS)).toList();
        assertThat(classes).contains(Product.FACTORY.replace('.', '/') + CLASS);
        return classes;
    }

    private static List<String> files() throws IOException {
        try (JarFile jar = new JarFile(Product.jar().toFile());
                Stream<JarEntry> entries = jar.stream()) {
            return entries.filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
        }
    }
}
