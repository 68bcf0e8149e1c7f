package dev.olapha.testkit.storage;

import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DelayedFileSystemTest {

    private static final Duration DELAY = Duration.ofMillis(30);

    @TempDir java.nio.file.Path directory;

    private Path root;
    private FileSystem fileSystem;

    @BeforeEach
    void findAsFlinkDoes() throws IOException {
        root = new Path(DelayedStorage.uri(directory, DELAY));
        fileSystem = root.getFileSystem();
    }

    @Test
    void keepsWhatIsWritten() throws IOException {
        final Path file = new Path(root, "a/b");
        assertThat(fileSystem.mkdirs(new Path(root, "a"))).isTrue();
        write(file);
        assertThat(directory.resolve("a/b")).hasBinaryContent(new byte[] {7});
        try (FSDataInputStream in = fileSystem.open(file)) {
            assertThat(in.readAllBytes()).containsExactly(7);
        }
        final FileStatus[] listed = fileSystem.listStatus(new Path(root, "a"));
        assertThat(listed).extracting(FileStatus::getPath).containsExactly(file);
        assertThat(listed[0].getPath().toUri()).hasScheme("delayed").hasAuthority("30ms");
        assertThat(fileSystem.rename(file, new Path(root, "a/c"))).isTrue();
        assertThat(fileSystem.exists(file)).isFalse();
        assertThat(fileSystem.delete(new Path(root, "a"), true)).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void delaysEveryOperation() throws IOException {
        final Path file = new Path(root, "file");
        // Once to create and once to close.
        assertThat(duration(() -> write(file))).isGreaterThanOrEqualTo(DELAY.multipliedBy(2));
        assertThat(duration(() -> fileSystem.open(file).close())).isGreaterThanOrEqualTo(DELAY);
        assertThat(duration(() -> fileSystem.getFileStatus(file))).isGreaterThanOrEqualTo(DELAY);
        assertThat(duration(() -> fileSystem.exists(file))).isGreaterThanOrEqualTo(DELAY);
        assertThat(duration(() -> fileSystem.listStatus(root))).isGreaterThanOrEqualTo(DELAY);
        assertThat(duration(() -> fileSystem.mkdirs(new Path(root, "d"))))
                .isGreaterThanOrEqualTo(DELAY);
        assertThat(duration(() -> fileSystem.rename(file, new Path(root, "e"))))
                .isGreaterThanOrEqualTo(DELAY);
        assertThat(duration(() -> fileSystem.delete(new Path(root, "e"), false)))
                .isGreaterThanOrEqualTo(DELAY);
    }

    @Test
    void refusesAnAddressWithoutADelay() {
        assertThatThrownBy(() -> new Path("delayed://soon/directory").getFileSystem())
                .hasMessageContaining("delayed://20ms/directory");
        assertThatThrownBy(() -> DelayedStorage.uri(directory, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(DelayedStorage.delayOf(URI.create("delayed://20ms/x")))
                .isEqualTo(Duration.ofMillis(20));
    }

    private void write(Path file) throws IOException {
        try (FSDataOutputStream out = fileSystem.create(file, WriteMode.NO_OVERWRITE)) {
            out.write(7);
        }
    }

    private static Duration duration(Operation operation) throws IOException {
        final long start = System.nanoTime();
        operation.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private interface Operation {
        void run() throws IOException;
    }
}
