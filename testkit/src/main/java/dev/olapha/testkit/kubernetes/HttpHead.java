package dev.olapha.testkit.kubernetes;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The first part of an HTTP/1.1 request: its line and its headers. Immutable. */
final class HttpHead {

    private static final String END = "\r\n\r\n";
    private static final int MAX_BYTES = 64 * 1024;

    private final String text;

    private HttpHead(String text) {
        this.text = text;
    }

    /**
     * Reads up to the request's body.
     *
     * @throws EOFException if there is no whole head
     */
    static HttpHead read(InputStream in) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
            final int next = in.read();
            if (next < 0 || bytes.size() > MAX_BYTES) {
                throw new EOFException("No whole request");
            }
            bytes.write(next);
        }
        return new HttpHead(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    String method() {
        return text.substring(0, text.indexOf(' '));
    }

    String target() {
        return text.split(" ", 3)[1];
    }

    boolean isWatch() {
        return target().contains("watch=true");
    }

    /** Zero if there is no body. */
    int contentLength() {
        return text.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
                .findFirst()
                .orElse(0);
    }

    boolean isChunked() {
        return text.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked");
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same with the wish that the connection end after the answer. */
    byte[] bytesOfLastRequest() {
        final StringBuilder last = new StringBuilder();
        text.lines()
                .filter(line -> !line.isEmpty())
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .forEach(line -> last.append(line).append("\r\n"));
        return last.append("Connection: close\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
