package dev.olapha.rules;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** What the scripts say of a Flink line that there is not, before they build anything. */
class FlinkLineOptionTest {

    private static final Path ROOT =
            Path.of(System.getProperty("olapha.root", "")).toAbsolutePath();

    @ParameterizedTest
    @CsvSource({
        "demo, --flink 1.19, --flink 1.19 is not allowed",
        "demo, --flink, --flink needs a Flink line",
        "bench, throughput --flink=1.2, --flink 1.2 is not allowed",
        "bench, throughput --flink, --flink needs a Flink line"
    })
    void oneSentenceNamesTheLinesThatThereAre(String script, String arguments, String mistake)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("bash", "-c", "./" + script + " " + arguments)
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output)
                .isEqualTo(
                        "%s: %s: allowed are 1.20, 2.0, 2.1, 2.2, 2.3.%n"
                                .formatted(script, mistake));
        assertThat(process.exitValue()).isEqualTo(2);
    }
}
