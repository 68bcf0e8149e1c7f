package dev.olapha.faults.load;

import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerTest {

    @Test
    void isTheInnermostReason() {
        assertThat(Answer.of(new RuntimeException(new IOException("No space left on device"))))
                .isEqualTo("IOException: No space left on device");
    }

    /** As a REST client of Flink shows it: the reasons lie below some forty frames each. */
    @Test
    void keepsTheReasonsOfAStackTraceInAMessage() {
        final String frames = "\n\tat org.apache.flink.runtime.Rest.handle(Rest.java:1)".repeat(40);
        final String message =
                "Could not upload job files."
                        + frames
                        + "\nCaused by: java.io.IOException: No space left on device"
                        + frames;

        assertThat(Answer.of(new IOException(message)))
                .isEqualTo(
                        "IOException: Could not upload job files."
                                + " Caused by: java.io.IOException: No space left on device");
    }
}
