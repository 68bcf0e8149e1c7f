package dev.olapha.kubernetes;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.machine.Refusal;
import dev.olapha.machine.RefusedException;
import dev.olapha.machine.Transport;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;

import java.net.HttpURLConnection;

/**
 * The reader's requests, for the lock object. What they bring is offered to {@link ObservedLock} as
 * well, which the election goes by.
 */
final class RecordsTransport implements Transport<ObjectRequest, PublishedRecords> {

    private final LockObject object;
    private final Permissions permissions;
    private final Runnable onState;

    /**
     * @param onState called by any thread when a request has brought a state; must not wait
     */
    RecordsTransport(LockObject object, Permissions permissions, Runnable onState) {
        this.object = object;
        this.permissions = permissions;
        this.onState = onState;
    }

    @Override
    public PublishedRecords send(ObjectRequest read) throws RefusedException {
        try {
            final LockState found = object.find();
            onState.run();
            return published(found);
        } catch (KubernetesClientException e) {
            throw new RefusedException(refusal("get", e.getCode(), LockObject.reason(e)), e);
        }
    }

    @Override
    public Stream open(ObjectRequest watch, StreamListener<PublishedRecords> listener) {
        final Events events = new Events(listener);
        final LockStream stream =
                watch.kind() == ObjectRequest.Kind.WATCH_FROM
                        ? object.watch(watch.version(), events)
                        : object.watch(events);
        return stream::close;
    }

    private static PublishedRecords published(LockState state) {
        return state.exists()
                ? PublishedRecords.of(state.version(), term(state), LockContent.records(state))
                : PublishedRecords.missing(state.version());
    }

    /** A holder that loses the lock and takes it again begins another term. */
    private static String term(LockState state) {
        return state.record().isFree()
                ? ""
                : state.record().holder() + " #" + state.record().transitions();
    }

    private Refusal refusal(String verb, int code, String why) {
        switch (code) {
            case HttpURLConnection.HTTP_FORBIDDEN:
                return Refusal.of(Refusal.Kind.NOT_ALLOWED, permissions.missing(verb).getMessage());
            case HttpURLConnection.HTTP_UNAUTHORIZED:
                return Refusal.of(Refusal.Kind.NOT_ALLOWED, why);
            case HttpURLConnection.HTTP_NOT_FOUND:
                return Refusal.of(Refusal.Kind.NOT_FOUND, why);
            case HttpURLConnection.HTTP_GONE:
                return Refusal.of(Refusal.Kind.GONE, why);
            default:
                // fabric8 has no status, or a negative one, where there was no answer.
                return Refusal.of(code <= 0 ? Refusal.Kind.UNKNOWN : Refusal.Kind.UNAVAILABLE, why);
        }
    }

    /** What the API server says on a watch, on the client's threads. */
    private final class Events implements LockStream.Listener {

        private final StreamListener<PublishedRecords> listener;

        private Events(StreamListener<PublishedRecords> listener) {
            this.listener = listener;
        }

        @Override
        public void opened() {
            listener.opened();
        }

        @Override
        public void changed(String type, ConfigMap content) {
            switch (type) {
                case "ADDED":
                case "MODIFIED":
                    take(LockState.of(content));
                    break;
                case "DELETED":
                    take(LockState.missing(LockState.of(content).version()));
                    break;
                default:
                    // BOOKMARK carries no content.
                    listener.heard();
            }
        }

        private void take(LockState state) {
            object.heard(state);
            onState.run();
            listener.changed(published(state));
        }

        @Override
        public void ended(int code, String why) {
            listener.ended(refusal("watch", code, why));
        }
    }
}
