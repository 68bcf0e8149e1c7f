package dev.olapha.rules;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/configuration.md} to the options in the code. With {@code
 * -Dolapha.docs.update=true} it writes the page.
 */
class OptionsPageTest {

    private static final String UPDATE = "olapha.docs.update";

    private static final Path PAGE =
            Path.of(System.getProperty("olapha.root", ""), "docs", "configuration.md")
                    .toAbsolutePath()
                    .normalize();

    @BeforeAll
    static void writeThePageIfAsked() throws Exception {
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, OptionsPage.text());
        }
    }

    @Test
    void thePageSaysWhatTheCodeSays() {
        assertThat(PAGE)
                .as("run this test with -D%s=true to write the page", UPDATE)
                .hasContent(OptionsPage.text());
    }
}
