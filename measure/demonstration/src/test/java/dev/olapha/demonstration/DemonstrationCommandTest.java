package dev.olapha.demonstration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class DemonstrationCommandTest {

    private final StringWriter errors = new StringWriter();
    private final CommandLine command =
            new CommandLine(new DemonstrationCommand()).setErr(new PrintWriter(errors, true));

    /** The script shows the resource, because nothing is built yet on a fresh machine. */
    @Test
    void theScriptsHelpIsTheCommands() throws IOException {
        try (InputStream help = DemonstrationCommand.class.getResourceAsStream("help.txt")) {
            assertThat(new String(help.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                                    .replace(System.lineSeparator(), "\n"));
        }
    }

    @Test
    void saysWhatKubernetesNeeds() {
        assertThat(command.execute("--kubernetes")).isEqualTo(2);
        assertThat(errors.toString().lines().findFirst().orElseThrow())
                .isEqualTo(
                        "--kubernetes needs a Kubernetes API server: set KUBEBUILDER_ASSETS to a folder with "
                                + "kube-apiserver and etcd, or name a server with --kube-config.");
        assertThat(command.execute("--kubernetes", "--kube-config", "missing.yaml")).isEqualTo(2);
        assertThat(errors.toString()).contains("--kube-config missing.yaml cannot be read.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--scale 0.004",
                "--scale 0.2",
                "--clients 0",
                "--clients 9",
                "--seconds 0",
                "--kubernetes",
                "--kube-config missing.yaml",
                "--what"
            })
    void wrongOptionsEndWithCode2(String options) {
        assertThat(command.execute(options.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).contains(options.split(" ")[0]);
    }
}
