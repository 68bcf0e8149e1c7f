package dev.olapha.demonstration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class WatchedDirectoryTest {

    @TempDir Path temporary;

    @Test
    void isEmptyAtFirst() throws IOException {
        try (WatchedDirectory storage = WatchedDirectory.create(temporary.resolve("storage"))) {
            assertThat(storage.written()).isZero();
        }
    }

    @Test
    void countsWhatIsBelowIt() throws IOException {
        Path path = temporary.resolve("storage");
        try (WatchedDirectory storage = WatchedDirectory.create(path)) {
            Files.createDirectory(path.resolve("cluster"));
            Files.createFile(path.resolve("cluster").resolve("plan"));
            assertThat(storage.written()).isEqualTo(2);
        }
    }

    @Test
    void countsWhatIsGoneAgain() throws IOException {
        Path path = temporary.resolve("storage");
        try (WatchedDirectory storage = WatchedDirectory.create(path)) {
            Files.delete(Files.createFile(path.resolve("plan")));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(storage.written()).isEqualTo(1));
        }
    }
}
