package dev.olapha.kubernetes;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import org.apache.flink.kubernetes.shaded.okhttp3.Call;
import org.apache.flink.kubernetes.shaded.okhttp3.ConnectionPool;
import org.apache.flink.kubernetes.shaded.okhttp3.Dispatcher;
import org.apache.flink.kubernetes.shaded.okhttp3.Interceptor;
import org.apache.flink.kubernetes.shaded.okhttp3.OkHttpClient;
import org.apache.flink.kubernetes.shaded.okhttp3.Request;
import org.apache.flink.kubernetes.shaded.okhttp3.Response;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP client under the election's: it sends each request once, never on a connection that was
 * there when an earlier request was not answered, and none of its threads keeps a process alive
 * (fabric8 #6464). Thread-safe.
 */
final class ElectionHttpClientFactory extends OkHttpClientFactory {

    private static final String STREAM = "olapha-stream";

    private static final long IDLE_THREAD_SECONDS = 5;

    private final ConnectionPool pool = new ConnectionPool();
    private final Map<String, CompletableFuture<Call>> streams = new ConcurrentHashMap<>();

    /**
     * Names a request whose answer is a stream, so that it can be cancelled: fabric8 gives no
     * handle on it, and cancelling its future leaves the connection and a thread that reads it.
     *
     * @return the header that such a request must carry; it is not sent
     */
    String streamHeader() {
        return STREAM;
    }

    /** The call of the stream of that name, as soon as it is there. */
    CompletableFuture<Call> expectStream(String name) {
        return streams.computeIfAbsent(name, absent -> new CompletableFuture<>());
    }

    /** The stream of that name has ended, or never began. */
    void forgetStream(String name) {
        streams.remove(name);
    }

    @Override
    protected Dispatcher initDispatcher() {
        final Dispatcher dispatcher =
                new Dispatcher(
                        new ThreadPoolExecutor(
                                0,
                                Integer.MAX_VALUE,
                                IDLE_THREAD_SECONDS,
                                TimeUnit.SECONDS,
                                new SynchronousQueue<>(),
                                new DaemonThreads("api-request")));
        // A stream counts as a request as long as it lasts, and must not keep a renewal waiting.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    @Override
    protected void additionalConfig(OkHttpClient.Builder builder) {
        builder.connectionPool(pool).retryOnConnectionFailure(false).addInterceptor(this::send);
    }

    private Response send(Interceptor.Chain chain) throws IOException {
        final String stream = chain.request().header(STREAM);
        final Request request =
                stream == null
                        ? chain.request()
                        : chain.request().newBuilder().removeHeader(STREAM).build();
        if (stream != null) {
            final CompletableFuture<Call> expected = streams.remove(stream);
            if (expected != null) {
                expected.complete(chain.call());
            }
        }
        try {
            return chain.proceed(request);
        } catch (IOException e) {
            // The other idle connections went the same way and are as dead, if it was the way.
            pool.evictAll();
            throw e;
        }
    }
}
