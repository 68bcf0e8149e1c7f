package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.cli.BenchmarkException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProfileFilesTest {

    @TempDir Path directory;

    @Test
    void readsADirectory() throws IOException {
        write("profile-host-1-1.json", profile("jobmanager", 7));
        write("notes.json", "{}");

        assertThat(ProfileFiles.read(List.of(directory)))
                .singleElement()
                .extracting(ProcessProfile::queries)
                .isEqualTo(7L);
    }

    @Test
    void refusesWhatIsNoProfile() throws IOException {
        for (final String content :
                new String[] {"", "{", "[]", "{}", "null", "{\"format\":\"x\"}"}) {
            final Path file = write("profile-x.json", content);

            assertThatThrownBy(() -> ProfileFiles.read(List.of(file)))
                    .as(content)
                    .isInstanceOf(BenchmarkException.class)
                    .hasMessage(
                            "The file " + file + " is no profile that the profiler has written.");
        }
    }

    @Test
    void refusesAnotherVersion() throws IOException {
        final Path file =
                write("a.json", profile("jobmanager", 1).replace("\"version\":1", "\"version\":2"));

        assertThatThrownBy(() -> ProfileFiles.read(List.of(file)))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("has version 2, and this program reads version 1");
    }

    @Test
    void refusesAnEmptyDirectory() {
        assertThatThrownBy(() -> ProfileFiles.read(List.of(directory)))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("holds no file profile-*.json");
    }

    @Test
    void profilesWithoutAQueryAreNotEnough() throws IOException {
        final Path file = write("a.json", profile("taskmanager", 3));

        assertThatThrownBy(() -> new ProfiledCluster(ProfileFiles.read(List.of(file))))
                .isInstanceOf(BenchmarkException.class)
                .hasMessage("None of the profiles is of a JobManager that has seen a query.");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static String profile(String role, int queries) {
        return "{\"format\":\"flink-olap-ha profile\",\"version\":1,\"process\":{\"host\":\"h\","
                + "\"pid\":1,\"role\":\""
                + role
                + "\",\"type\":\"zookeeper\"},\"queries\":"
                + queries
                + ",\"totals\":[],\"timelines\":[]}";
    }
}
