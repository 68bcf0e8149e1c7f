package dev.olapha.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A release as it should be, in a directory, for a test to break one thing of it. */
final class GoodRelease {

    static final String DROP_IN = "flink-olap-ha-2.3";
    static final String CORE = "flink-olap-ha-core";

    private static final String POM =
            """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <groupId>dev.olapha</groupId>
              <artifactId>ID</artifactId>
              <version>0.1.0</version>
              <name>a name</name>
              <description>a description</description>
              <url>https://example.org</url>
              <licenses><license><name>Apache-2.0</name><url>https://example.org</url></license></licenses>
              <developers><developer><name>the project</name></developer></developers>
              <scm><connection>scm:git:https://example.org</connection><url>https://example.org</url></scm>
            </project>
            """;

    private static final String COMPONENTS =
            """
            <bom xmlns="http://cyclonedx.org/schema/bom/1.6">
              <metadata><component><name>flink-olap-ha-2.3</name></component></metadata>
              <components><component>
                <group>dev.olapha</group><name>flink-olap-ha-core</name><version>0.1.0</version>
              </component></components>
            </bom>
            """;

    private final Path directory;

    private GoodRelease(Path directory) {
        this.directory = directory;
    }

    static GoodRelease in(Path directory) throws Exception {
        final GoodRelease release = new GoodRelease(directory);
        release.write(CORE, ".pom", POM.replace("ID", CORE));
        release.pack(CORE, ".jar", Map.of("Core.class", "core"));
        release.pack(CORE, "-sources.jar", Map.of("Core.java", "class Core {}"));
        release.write(DROP_IN, ".pom", POM.replace("ID", DROP_IN));
        release.write(DROP_IN, "-cyclonedx.xml", COMPONENTS);
        release.pack(
                DROP_IN,
                ".jar",
                Map.of(
                        "META-INF/flink-olap-ha.properties", "flink.line=2.3",
                        "Core.class", "core",
                        "Own.class", "own",
                        "Own$Inner.class", "inner"));
        release.pack(DROP_IN, "-sources.jar", Map.of("Own.java", "class Own {}"));
        for (String id : new String[] {CORE, DROP_IN}) {
            release.pack(id, "-javadoc.jar", Map.of("index.html", "<html/>"));
        }
        return release;
    }

    Path directory() {
        return directory;
    }

    Path file(String id, String suffix) {
        return directory.resolve("dev/olapha/" + id + "/0.1.0/" + id + "-0.1.0" + suffix);
    }

    /** Makes a file of the release with the checksums and a signature; replaces what was there. */
    void write(String id, String suffix, String content) throws Exception {
        Files.createDirectories(file(id, suffix).getParent());
        Files.writeString(file(id, suffix), content);
        complete(file(id, suffix));
    }

    /** Makes a jar of {@code entries}, licence and notice. */
    void pack(String id, String suffix, Map<String, String> entries) throws Exception {
        final Map<String, String> all = new TreeMap<>(entries);
        all.put("META-INF/LICENSE", "licence");
        all.put("META-INF/NOTICE", "notice");
        packOnly(id, suffix, all);
    }

    void packOnly(String id, String suffix, Map<String, String> entries) throws Exception {
        Files.createDirectories(file(id, suffix).getParent());
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file(id, suffix)))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        complete(file(id, suffix));
    }

    /** Changes one place of a pom. */
    void edit(String id, String from, String to) throws Exception {
        final String pom = Files.readString(file(id, ".pom"));
        if (!pom.contains(from)) {
            throw new IllegalArgumentException(from + " is not in " + pom);
        }
        write(id, ".pom", pom.replace(from, to));
    }

    private static void complete(Path file) throws Exception {
        sum(file, "md5", "MD5");
        sum(file, "sha1", "SHA-1");
        Files.writeString(Path.of(file + ".asc"), "-----BEGIN PGP SIGNATURE-----\n");
    }

    private static void sum(Path file, String suffix, String algorithm) throws Exception {
        final byte[] sum = MessageDigest.getInstance(algorithm).digest(bytes(file));
        Files.writeString(Path.of(file + "." + suffix), HexFormat.of().formatHex(sum));
    }

    private static byte[] bytes(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
