package dev.olapha.profile.calls;

import dev.olapha.profile.recording.Operation;
import dev.olapha.profile.recording.Waiting;

import java.io.File;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Calls of a blob store. Flink calls it with the same arguments whether it stores anything or not,
 * so uploads and downloads are seen with the blob store off, too.
 */
final class BlobStoreCalls implements Proxies.Calls {

    private static final String SERVICE = "BlobStore";

    /** How Flink names the threads of its blob server that serve clients. */
    private static final String CLIENTS_THREAD = "BLOB connection";

    private final Meter meter;
    private final BlobDownloads downloads;
    private final ServiceCalls otherCalls;

    BlobStoreCalls(Meter meter, BlobDownloads downloads) {
        this.meter = meter;
        this.downloads = downloads;
        this.otherCalls = new ServiceCalls(meter, SERVICE, Optional.empty());
    }

    @Override
    public Object called(Method method, Object[] arguments, Proxies.PassOn passOn)
            throws Throwable {
        switch (method.getName()) {
            case "put":
                return put(method, arguments, passOn);
            case "get":
                return get(method, arguments, passOn);
            default:
                return otherCalls.called(method, arguments, passOn);
        }
    }

    private Object put(Method method, Object[] arguments, Proxies.PassOn passOn) throws Throwable {
        // Asked before: the store may move the file away.
        final long size = ((File) arguments[0]).length();
        final Meter.Metered metered =
                meter.passOn(
                        Operation.of(SERVICE, "put " + origin()),
                        QueryIds.in(arguments),
                        method,
                        arguments,
                        passOn);
        metered.call().sized(size);
        return metered.result();
    }

    private Object get(Method method, Object[] arguments, Proxies.PassOn passOn) throws Throwable {
        final BlobReader reader = BlobReader.ofThisThread();
        final Optional<String> query = QueryIds.in(arguments);
        final Meter.Metered metered =
                meter.passOn(
                        Operation.of(SERVICE, "get " + reader.text()),
                        query,
                        method,
                        arguments,
                        passOn);
        final File file = (File) arguments[2];
        if (Boolean.TRUE.equals(metered.result())) {
            metered.call().sized(file.length());
        } else if (reader != BlobReader.SERVER) {
            downloads.watch(
                    new BlobDownloads.Download(
                            file,
                            new CachedBlob(arguments[0], arguments[1]).beside(file),
                            meter.begin(
                                    Operation.of("BlobServer", "download " + reader.text()),
                                    Waiting.BLOCKED,
                                    query)));
        }
        return metered.result();
    }

    private static String origin() {
        return Thread.currentThread().getName().startsWith(CLIENTS_THREAD)
                ? "of user files"
                : "of task information";
    }
}
