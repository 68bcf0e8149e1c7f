package dev.olapha.release;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static dev.olapha.release.GoodRelease.CORE;
import static dev.olapha.release.GoodRelease.DROP_IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A directory that Maven Central would take passes; with one thing of it missing or wrong it does
 * not.
 */
class ReleaseCheckTest {

    @TempDir private Path directory;

    private GoodRelease release;

    @BeforeEach
    void makeAGoodOne() throws Exception {
        release = GoodRelease.in(directory);
    }

    @Test
    void aGoodReleasePasses() throws Exception {
        assertThat(ReleaseCheck.signed().problems(directory)).isEmpty();
    }

    @Test
    void nothingIsNoRelease(@TempDir Path empty) throws Exception {
        assertThat(ReleaseCheck.unsigned().problems(empty)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<name>a name</name>",
                "<description>a description</description>",
                "<url>https://example.org</url>",
                "<license><name>Apache-2.0</name><url>https://example.org</url></license>",
                "<developer><name>the project</name></developer>",
                "<connection>scm:git:https://example.org</connection>",
            })
    void aPomSaysAllThatCentralAsksFor(String element) throws Exception {
        release.edit(CORE, element, "");
        assertThat(ReleaseCheck.unsigned().problems(directory))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith(CORE + ": its pom says no "));
    }

    @Test
    void aParentWouldHaveToBePublished() throws Exception {
        release.edit(
                CORE, "<name>", "<parent><artifactId>flink-olap-ha</artifactId></parent><name>");
        assertBroken(CORE + ": its pom has <parent>");
    }

    @Test
    void aDependencyThatIsNotReleasedCannotBeFound() throws Exception {
        release.edit(CORE, "<name>", dependency("flink-olap-ha-tpch", "0.1.0") + "<name>");
        assertBroken(CORE + ": its pom names flink-olap-ha-tpch 0.1.0, which is not released");
    }

    @Test
    void aDependencyWithoutVersionCannotBeFound() throws Exception {
        release.edit(CORE, "<name>", dependency(DROP_IN, "${project.version}") + "<name>");
        assertBroken(CORE + ": its pom names no version of " + DROP_IN);
    }

    @Test
    void aDependencyThatIsReleasedIsFound() throws Exception {
        release.edit(DROP_IN, "<name>", dependency(CORE, "0.1.0") + "<name>");
        assertThat(ReleaseCheck.unsigned().problems(directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".jar", "-sources.jar", "-javadoc.jar"})
    void aJarComesWithSourcesAndJavadoc(String suffix) throws Exception {
        Files.delete(release.file(CORE, suffix));
        assertThat(ReleaseCheck.unsigned().problems(directory))
                .contains(CORE + ": there is no " + CORE + "-0.1.0" + suffix);
    }

    @Test
    void aJarHasLicenceAndNotice() throws Exception {
        release.packOnly(CORE, ".jar", Map.of("Core.class", "core", "META-INF/LICENSE", "licence"));
        assertBroken(CORE + ": its jar has no META-INF/NOTICE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "sha1"})
    void aFileHasItsChecksums(String algorithm) throws Exception {
        Files.delete(release.file(CORE, ".jar." + algorithm));
        assertBroken(CORE + ": there is no " + CORE + "-0.1.0.jar." + algorithm);
    }

    @Test
    void aChecksumIsThatOfTheFile() throws Exception {
        Files.writeString(release.file(CORE, ".jar.sha1"), "0".repeat(40));
        assertBroken(CORE + ": " + CORE + "-0.1.0.jar.sha1 is not that of the file");
    }

    @Test
    void withAKeyEveryFileIsSigned() throws Exception {
        Files.delete(release.file(CORE, "-sources.jar.asc"));
        assertThat(ReleaseCheck.signed().problems(directory))
                .containsExactly(CORE + ": " + CORE + "-0.1.0-sources.jar is not signed");
        assertThat(ReleaseCheck.unsigned().problems(directory)).isEmpty();
    }

    @Test
    void aDropInJarHasAListOfItsComponents() throws Exception {
        Files.delete(release.file(DROP_IN, "-cyclonedx.xml"));
        assertBroken(DROP_IN + ": there is no list of its components");
    }

    @Test
    void everyClassOfADropInJarIsFromAComponent() throws Exception {
        release.pack(
                DROP_IN,
                ".jar",
                Map.of("META-INF/flink-olap-ha.properties", "", "Stranger.class", "stranger"));
        assertBroken(DROP_IN + ": no component has its [Stranger.class]");
    }

    @Test
    void aClassThatDiffersFromTheComponentsIsNotFromIt() throws Exception {
        release.pack(CORE, ".jar", Map.of("Core.class", "another core"));
        assertBroken(DROP_IN + ": no component has its [Core.class]");
    }

    @Test
    void theBuildFailsOnABadRelease() throws Exception {
        final String repository = "local::" + directory.toUri();
        assertThatCode(() -> ReleaseCheck.main(new String[] {repository, "true"}))
                .doesNotThrowAnyException();
        Files.delete(release.file(CORE, ".jar.asc"));
        assertThatThrownBy(() -> ReleaseCheck.main(new String[] {repository, "true"}))
                .hasMessageContaining(CORE + "-0.1.0.jar is not signed");
        assertThatCode(() -> ReleaseCheck.main(new String[] {repository, "false"}))
                .doesNotThrowAnyException();
    }

    private void assertBroken(String problem) throws Exception {
        assertThat(ReleaseCheck.unsigned().problems(directory)).containsExactly(problem);
    }

    private static String dependency(String id, String version) {
        return "<dependencies><dependency><groupId>dev.olapha</groupId><artifactId>"
                + id
                + "</artifactId><version>"
                + version
                + "</version></dependency></dependencies>";
    }
}
