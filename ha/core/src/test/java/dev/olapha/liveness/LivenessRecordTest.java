package dev.olapha.liveness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LivenessRecordTest {

    private static final String SECRET =
            "5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f";

    private final LivenessEndpoint endpoint =
            new LivenessEndpoint("jm-1.example", 41_217, LivenessSecret.random());

    @Test
    void whatIsWrittenIsRead() throws Exception {
        final byte[] record = new LivenessRecord(endpoint, Map.of("session", "1a")).encode();

        final LivenessRecord read = LivenessRecord.decode(record);

        assertThat(read.endpoint()).isEqualTo(endpoint);
        assertThat(read.addition("session")).isEqualTo("1a");
        assertThatThrownBy(() -> read.addition("password"))
                .isInstanceOf(MalformedLivenessRecordException.class);
    }

    @Test
    void secretIsInTheRecordAndInNoDescription() {
        final String record =
                new String(
                        new LivenessRecord(endpoint, Map.of()).encode(), StandardCharsets.US_ASCII);
        final String secret = LivenessRecord.hex(endpoint.secret().bytes());
        assertThat(record).contains(secret);
        assertThat(endpoint.toString()).isEqualTo("jm-1.example:41217");
        assertThat(endpoint.secret().toString()).doesNotContain(secret.substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pid 17",
                "olapha-liveness 2\nhost a\nport 1\nsecret " + SECRET + "\n",
                "olapha-liveness 1\n",
                "olapha-liveness 1\nhost a\nport 1\n",
                "olapha-liveness 1\nhost a\nport 0\nsecret " + SECRET + "\n",
                "olapha-liveness 1\nhost a\nport 65536\nsecret " + SECRET + "\n",
                "olapha-liveness 1\nhost a\nport -1\nsecret " + SECRET + "\n",
                "olapha-liveness 1\nhost a\nport 1\nsecret 5f\n",
                "olapha-liveness 1\nhost a\nport 1\nsecret " + SECRET + "5f\n",
                "olapha-liveness 1\nhost a\nport 1\nsecret " + SECRET,
                "olapha-liveness 1\nhost a b\nport 1\nsecret " + SECRET + "\n",
                "olapha-liveness 1\nhost a\u0000\nport 1\nsecret " + SECRET + "\n",
                "olapha-liveness 1\nhost \u00e4\nport 1\nsecret " + SECRET + "\n",
                "olapha-liveness 1\nhost a\nhost b\nport 1\nsecret " + SECRET + "\n",
                "olapha-liveness 1\r\nhost a\r\nport 1\r\nsecret " + SECRET + "\r\n",
            })
    void anythingElseIsRefused(String record) {
        assertThatThrownBy(() -> LivenessRecord.decode(record.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedLivenessRecordException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void oversizedRecordIsRefusedUnread() {
        final byte[] valid = new LivenessRecord(endpoint, Map.of()).encode();
        final byte[] oversized = Arrays.copyOf(valid, LivenessRecord.MAX_BYTES + 1);
        assertThatThrownBy(() -> LivenessRecord.decode(oversized))
                .hasMessageContaining("more than the allowed");
        assertThatThrownBy(() -> LivenessRecord.decode(null)).hasMessageContaining("empty");
    }
}
