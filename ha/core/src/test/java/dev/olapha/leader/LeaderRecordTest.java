package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LeaderRecordTest {

    private static final UUID SESSION = UUID.fromString("00000000-0000-0a3f-8c1e-5b0f7d3a9e21");
    private static final String ADDRESS = "pekko.tcp://flink@10.0.0.7:6123/user/rpc/dispatcher_1";
    private static final String TEXT =
            "olapha-leader 1\nsession " + SESSION + "\naddress " + ADDRESS + "\n";

    @Test
    void formIsFixed() {
        assertThat(LeaderRecord.encode(LeaderInformation.known(SESSION, ADDRESS)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(TEXT);
    }

    @Test
    void whatWasWrittenIsRead() throws Exception {
        assertThat(LeaderRecord.decode(bytes(TEXT)))
                .isEqualTo(LeaderInformation.known(SESSION, ADDRESS));
    }

    @Test
    void linesOfALaterVersionAreIgnored() throws Exception {
        assertThat(LeaderRecord.decode(bytes(TEXT + "started 2026-01-01\n")))
                .isEqualTo(LeaderInformation.known(SESSION, ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "olapha-leader 1",
                "olapha-leader 2\nsession 00000000-0000-0a3f-8c1e-5b0f7d3a9e21\naddress x\n",
                "olapha-leader 1\nsession 0-0-0-0-0\naddress x\n",
                "olapha-leader 1\nsession 00000000-0000-0a3f-8c1e-5b0f7d3a9eZZ\naddress x\n",
                "olapha-leader 1\nsession 00000000-0000-0a3f-8c1e-5b0f7d3a9e21\naddress \n",
                "olapha-leader 1\nsession 00000000-0000-0a3f-8c1e-5b0f7d3a9e21\naddress a b\n",
                "olapha-leader 1\nsession 00000000-0000-0a3f-8c1e-5b0f7d3a9e21\naddress a\u0007b\n",
                "olapha-leader 1\naddress x\nsession 00000000-0000-0a3f-8c1e-5b0f7d3a9e21\n",
                "olapha-leader 1\nsession 00000000-0000-0a3f-8c1e-5b0f7d3a9e21\naddress cut-of"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> LeaderRecord.decode(bytes(text)))
                .isInstanceOf(MalformedLeaderRecordException.class);
    }

    @Test
    void oversizedRecordIsRefused() {
        assertThatThrownBy(
                        () -> LeaderRecord.decode(bytes(TEXT + "x".repeat(LeaderRecord.MAX_BYTES))))
                .isInstanceOf(MalformedLeaderRecordException.class)
                .hasMessageContaining("4096");
    }

    @Test
    void randomBytesNeverEscapeAsAnythingButAMalformedRecord() {
        final Random random = new Random(4711);
        for (int i = 0; i < 2_000; i++) {
            final byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThatThrownBy(() -> LeaderRecord.decode(noise))
                    .isInstanceOf(MalformedLeaderRecordException.class);
        }
    }

    @Test
    void addressThatCouldForgeALineIsNotWritten() {
        assertThatThrownBy(
                        () -> LeaderRecord.encode(LeaderInformation.known(SESSION, "a\nsession x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
