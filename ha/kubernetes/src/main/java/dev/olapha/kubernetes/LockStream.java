package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.http.AsyncBody;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.http.HttpResponse;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.utils.Serialization;
import org.apache.flink.kubernetes.shaded.okhttp3.Call;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One watch: a request whose answer is a line for every change. Not fabric8's, which blocks without
 * a limit until the API server has answered, repeats by itself, and wants WebSockets, whose threads
 * keep a process alive and which many a proxy refuses (fabric8 #496, #4624).
 *
 * <p>The listener is called by the client's threads, and hears of one end at most.
 */
final class LockStream {

    /** An object has 1 MiB at most. */
    private static final int LONGEST_LINE = 4 << 20;

    private final Listener listener;
    private final CompletableFuture<Call> call;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final AtomicBoolean ended = new AtomicBoolean();

    private LockStream(Listener listener, CompletableFuture<Call> call) {
        this.listener = listener;
        this.call = call;
    }

    interface Listener {

        /** The API server will tell of changes. */
        void opened();

        /**
         * @param type such as ADDED, MODIFIED, DELETED
         */
        void changed(String type, ConfigMap object);

        /**
         * Nothing more will come, unless the stream was closed from this side.
         *
         * @param code of the HTTP answer or the error in the stream; 0 if there was none
         */
        void ended(int code, String why);
    }

    /** Sends the request and does not wait for the answer. */
    static LockStream open(ElectionClient client, URI uri, Listener listener) {
        final String name = UUID.randomUUID().toString();
        final LockStream stream = new LockStream(listener, client.http().expectStream(name));
        client.client()
                .getHttpClient()
                .consumeBytes(
                        client.client()
                                .getHttpClient()
                                .newHttpRequestBuilder()
                                .uri(uri)
                                .header(client.http().streamHeader(), name)
                                .forStreaming()
                                .build(),
                        stream::consume)
                .whenComplete(
                        (answer, error) -> {
                            client.http().forgetStream(name);
                            stream.answered(answer, error);
                        });
        return stream;
    }

    private void answered(HttpResponse<AsyncBody> answer, Throwable error) {
        if (error != null) {
            end(0, String.valueOf(error.getMessage()));
        } else if (answer.code() != HttpURLConnection.HTTP_OK) {
            end(answer.code(), "status " + answer.code());
        } else {
            if (!ended.get()) {
                listener.opened();
            }
            answer.body()
                    .done()
                    .whenComplete(
                            (nothing, broken) ->
                                    end(0, broken == null ? "the server ended it" : "" + broken));
            answer.body().consume();
        }
    }

    private void consume(List<ByteBuffer> buffers, AsyncBody body) {
        try {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    take(buffer.get());
                }
            }
            body.consume();
        } catch (Throwable t) {
            // An Error too would end the reading thread without a word.
            end(0, t.toString());
        }
    }

    private void take(byte next) throws IOException {
        if (next != '\n') {
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            return;
        }
        final String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty() || ended.get()) {
            return;
        }
        final JsonNode event = Serialization.unmarshal(text, JsonNode.class);
        final String type = event.path("type").asText();
        final JsonNode object = event.path("object");
        if ("ERROR".equals(type)) {
            end(object.path("code").asInt(), object.path("message").asText());
        } else {
            listener.changed(type, Serialization.unmarshal(object.toString(), ConfigMap.class));
        }
    }

    private void end(int code, String why) {
        if (!ended.getAndSet(true)) {
            cancel();
            listener.ended(code, why);
        }
    }

    /** Does not wait; the listener hears nothing more, save what it is being told. */
    void close() {
        ended.set(true);
        cancel();
    }

    private void cancel() {
        call.thenAccept(Call::cancel);
    }
}
