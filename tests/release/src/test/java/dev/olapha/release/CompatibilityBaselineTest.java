package dev.olapha.release;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Once something is released, the version after it is compared with it: nobody has to remember
 * that.
 */
class CompatibilityBaselineTest {

    private static final Pattern RELEASED = Pattern.compile("(?m)^## (\\S+) - (?!unreleased)");

    @Test
    void theBaselineIsTheLastRelease() throws Exception {
        final Path changelog = Path.of(System.getProperty("olapha.root"), "CHANGELOG.md");
        final Optional<String> last =
                lastRelease(Files.readString(changelog), System.getProperty("project.version"));
        assertThat(System.getProperty("compatibility.baseline")).isEqualTo(last.orElse("none"));
        assertThat(System.getProperty("compatibility.skip"))
                .isEqualTo(String.valueOf(last.isEmpty()));
    }

    @Test
    void whatIsNotYetReleasedIsNoBaseline() {
        assertThat(lastRelease("## 0.1.0 - unreleased\n", "0.1.0")).isEmpty();
        assertThat(lastRelease("## 0.1.0 - 2026-12-01\n", "0.1.0")).isEmpty();
    }

    @Test
    void theNewestOfAllReleasesIsTheBaseline() {
        final String changelog =
                "## 0.3.0 - unreleased\n## 0.2.0 - 2027-01-01\n## 0.1.0 - 2026-12-01\n";
        assertThat(lastRelease(changelog, "0.3.0")).contains("0.2.0");
    }

    private static Optional<String> lastRelease(String changelog, String version) {
        return RELEASED.matcher(changelog)
                .results()
                .map(heading -> heading.group(1))
                .filter(released -> !released.equals(version))
                .findFirst();
    }
}
