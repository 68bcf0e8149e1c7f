package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The text form of a leader's session id and address:
 *
 * <pre>
 * olapha-leader 1
 * session 00000000-0000-0a3f-8c1e-5b0f7d3a9e21
 * address pekko.tcp://flink@10.0.0.7:6123/user/rpc/resourcemanager_0
 * </pre>
 *
 * <p>Every line ends with a line feed; lines after the third are ignored, so that a later version
 * can add some. Records lie where others may be able to write, so the reader believes nothing: it
 * has a size limit, checks every character, and never deserializes Java objects (stock Flink calls
 * {@code ObjectInputStream.readObject} on what it finds).
 */
public final class LeaderRecord {

    /** A longer record is refused unread. */
    public static final int MAX_BYTES = 4096;

    private static final String HEADER = "olapha-leader 1";
    private static final String SESSION = "session ";
    private static final String ADDRESS = "address ";
    private static final int UUID_LENGTH = 36;

    private LeaderRecord() {}

    /**
     * @throws IllegalArgumentException if there is no leader, or an address that no reader would
     *     accept
     */
    public static byte[] encode(LeaderInformation leader) {
        final String address = leader.getLeaderAddress();
        if (address == null || leader.getLeaderSessionID() == null || !isClean(address)) {
            throw new IllegalArgumentException("Not a leader that can be recorded: " + leader);
        }
        final byte[] record =
                (HEADER
                                + '\n'
                                + SESSION
                                + leader.getLeaderSessionID()
                                + '\n'
                                + ADDRESS
                                + address
                                + '\n')
                        .getBytes(StandardCharsets.UTF_8);
        if (record.length > MAX_BYTES) {
            throw new IllegalArgumentException("The leader address is too long: " + address);
        }
        return record;
    }

    /**
     * @throws MalformedLeaderRecordException if the bytes are anything but a record; the message
     *     does not repeat them
     */
    public static LeaderInformation decode(byte[] record) throws MalformedLeaderRecordException {
        if (record == null || record.length == 0) {
            throw new MalformedLeaderRecordException("the record is empty");
        }
        if (record.length > MAX_BYTES) {
            throw new MalformedLeaderRecordException(
                    record.length + " bytes are more than the allowed " + MAX_BYTES);
        }
        final String[] lines = text(record).split("\n", -1);
        if (lines.length < 4 || !lines[0].equals(HEADER)) {
            throw new MalformedLeaderRecordException("it does not begin with '" + HEADER + "'");
        }
        return LeaderInformation.known(
                session(field(lines[1], SESSION)), address(field(lines[2], ADDRESS)));
    }

    /**
     * The same for a record that the store keeps as text.
     *
     * @throws MalformedLeaderRecordException as above
     */
    public static LeaderInformation decode(String record) throws MalformedLeaderRecordException {
        return decode(record.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] record) throws MalformedLeaderRecordException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedLeaderRecordException("it is not UTF-8 text");
        }
    }

    private static String field(String line, String name) throws MalformedLeaderRecordException {
        if (!line.startsWith(name)) {
            throw new MalformedLeaderRecordException("there is no line '" + name.trim() + "'");
        }
        return line.substring(name.length());
    }

    private static UUID session(String value) throws MalformedLeaderRecordException {
        // UUID.fromString alone also takes shortened groups.
        if (value.length() == UUID_LENGTH) {
            try {
                return UUID.fromString(value);
            } catch (IllegalArgumentException e) {
                // Reported below, like a value of the wrong length.
            }
        }
        throw new MalformedLeaderRecordException("the session is not a UUID");
    }

    private static String address(String value) throws MalformedLeaderRecordException {
        if (!isClean(value)) {
            throw new MalformedLeaderRecordException(
                    "the address is empty or holds blanks or control characters");
        }
        return value;
    }

    private static boolean isClean(String address) {
        return !address.isEmpty()
                && address.chars()
                        .noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }
}
