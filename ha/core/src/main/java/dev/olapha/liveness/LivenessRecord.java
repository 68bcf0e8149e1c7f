package dev.olapha.liveness;

import org.apache.flink.util.StringUtils;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text in which a process tells its peers where it listens, together with whatever the backend
 * adds so that the peers can end its leadership:
 *
 * <pre>
 * olapha-liveness 1
 * host 10.0.0.7
 * port 41217
 * secret 5f0c... (64 hexadecimal digits)
 * session ...    (added by the ZooKeeper backend)
 * </pre>
 *
 * <p>Whoever can read it can pass for the process, so it lies where only those can read who could
 * end the process's leadership anyway. Others may be able to write there: the reader has a size
 * limit and checks every line.
 */
public final class LivenessRecord {

    /** A longer record is refused unread. */
    public static final int MAX_BYTES = 2048;

    private static final String HEADER = "olapha-liveness 1";
    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String SECRET = "secret";

    /** Lower-case key, one blank, printable ASCII without blanks. */
    private static final Pattern LINE = Pattern.compile("([a-z-]{1,30}) ([!-~]{1,255})");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})+");

    private final LivenessEndpoint endpoint;
    private final Map<String, String> additions;

    /**
     * @param additions keys of lower-case letters, values of printable characters without blanks
     */
    public LivenessRecord(LivenessEndpoint endpoint, Map<String, String> additions) {
        this.endpoint = endpoint;
        this.additions = Map.copyOf(additions);
    }

    public LivenessEndpoint endpoint() {
        return endpoint;
    }

    /**
     * @throws MalformedLivenessRecordException if the backend's line is missing
     */
    public String addition(String key) throws MalformedLivenessRecordException {
        return required(additions, key);
    }

    public byte[] encode() {
        final Map<String, String> fields = new LinkedHashMap<>();
        fields.put(HOST, endpoint.host());
        fields.put(PORT, Integer.toString(endpoint.port()));
        fields.put(SECRET, hex(endpoint.secret().bytes()));
        fields.putAll(additions);
        final StringBuilder text = new StringBuilder(HEADER).append('\n');
        fields.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * @throws MalformedLivenessRecordException if the bytes are anything but a record
     */
    public static LivenessRecord decode(byte[] record) throws MalformedLivenessRecordException {
        if (record == null || record.length == 0) {
            throw new MalformedLivenessRecordException("the record is empty");
        }
        if (record.length > MAX_BYTES) {
            throw new MalformedLivenessRecordException(
                    record.length + " bytes are more than the allowed " + MAX_BYTES);
        }
        final Map<String, String> fields = fields(record);
        final LivenessEndpoint endpoint =
                new LivenessEndpoint(
                        required(fields, HOST),
                        port(required(fields, PORT)),
                        secret(required(fields, SECRET)));
        return new LivenessRecord(endpoint, fields);
    }

    private static Map<String, String> fields(byte[] record)
            throws MalformedLivenessRecordException {
        // Bytes that are no ASCII become a character that no line may hold.
        final String[] lines = new String(record, StandardCharsets.US_ASCII).split("\n", -1);
        if (!lines[0].equals(HEADER)) {
            throw new MalformedLivenessRecordException("it does not begin with '" + HEADER + "'");
        }
        final Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 1; i < lines.length - 1; i++) {
            final var line = LINE.matcher(lines[i]);
            if (!line.matches() || fields.put(line.group(1), line.group(2)) != null) {
                throw new MalformedLivenessRecordException("line " + (i + 1) + " is not a field");
            }
        }
        if (!lines[lines.length - 1].isEmpty()) {
            throw new MalformedLivenessRecordException("its last line is not complete");
        }
        return fields;
    }

    private static String required(Map<String, String> fields, String key)
            throws MalformedLivenessRecordException {
        final String value = fields.get(key);
        if (value == null) {
            throw new MalformedLivenessRecordException("there is no line '" + key + "'");
        }
        return value;
    }

    private static int port(String value) throws MalformedLivenessRecordException {
        if (NUMBER.matcher(value).matches()) {
            final int port = Integer.parseInt(value);
            if (port > 0 && port < 65_536) {
                return port;
            }
        }
        throw new MalformedLivenessRecordException("the port is not one");
    }

    private static LivenessSecret secret(String value) throws MalformedLivenessRecordException {
        if (value.length() != 2 * LivenessSecret.BYTES) {
            throw new MalformedLivenessRecordException("the secret has the wrong length");
        }
        return LivenessSecret.of(bytes(value));
    }

    /** Lower-case hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return StringUtils.byteToHexString(bytes);
    }

    /**
     * @throws MalformedLivenessRecordException if the value is anything but pairs of lower-case
     *     hexadecimal digits
     */
    public static byte[] bytes(String hex) throws MalformedLivenessRecordException {
        if (!HEX.matcher(hex).matches()) {
            throw new MalformedLivenessRecordException("a value is not hexadecimal");
        }
        return StringUtils.hexStringToByte(hex);
    }
}
