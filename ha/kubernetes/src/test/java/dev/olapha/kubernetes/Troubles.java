package dev.olapha.kubernetes;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Passes requests on to the imitation of an API server, and refuses what a test says. */
final class Troubles extends Dispatcher {

    private static final Predicate<RecordedRequest> NOTHING = request -> false;

    /** Of RFC 6455. */
    private static final int NORMAL_CLOSURE = 1000;

    private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private final List<WebSocket> silent = new CopyOnWriteArrayList<>();

    private volatile Predicate<RecordedRequest> refused = NOTHING;
    private volatile int status;
    private volatile boolean deaf;

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        final boolean watch = String.valueOf(request.getPath()).contains("watch=true");
        requests.add(
                (watch ? "WATCH" : request.getMethod())
                        + " "
                        + String.valueOf(request.getPath()).replaceAll("[?].*", ""));
        if (refused.test(request)) {
            return new MockResponse().setResponseCode(status).setHeader("Retry-After", "1");
        }
        if (watch && deaf) {
            return new MockResponse().withWebSocketUpgrade(new Silence());
        }
        return objects.dispatch(request);
    }

    /** Answers every replacement of a ConfigMap with this status from now on; reads still work. */
    void refuseUpdates(int answer) {
        status = answer;
        refused =
                request ->
                        "PUT".equals(request.getMethod())
                                && String.valueOf(request.getPath()).contains("/configmaps/");
    }

    /**
     * Answers every second replacement of a ConfigMap with this status, and with the wish that the
     * client come back in a second.
     */
    void refuseEverySecondUpdate(int answer) {
        status = answer;
        final AtomicInteger updates = new AtomicInteger();
        refused =
                request ->
                        "PUT".equals(request.getMethod())
                                && String.valueOf(request.getPath()).contains("/configmaps/")
                                && updates.incrementAndGet() % 2 == 1;
    }

    /** Answers every request with this status from now on. */
    void refuseEverything(int answer) {
        status = answer;
        refused = request -> true;
    }

    /** Accepts watches that begin from now on, and never sends them anything. */
    void ignoreNewWatches() {
        deaf = true;
    }

    void end() {
        silent.forEach(webSocket -> webSocket.close(NORMAL_CLOSURE, ""));
        silent.clear();
        refused = NOTHING;
        deaf = false;
    }

    /** All requests so far, such as {@code GET /api/v1/...}, {@code WATCH /api/v1/...}. */
    List<String> requests() {
        return requests.stream().collect(Collectors.toUnmodifiableList());
    }

    private final class Silence extends WebSocketListener {
        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            silent.add(webSocket);
        }
    }
}
