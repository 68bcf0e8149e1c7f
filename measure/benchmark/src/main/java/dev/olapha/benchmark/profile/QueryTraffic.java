package dev.olapha.benchmark.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a query's files did on their way, from the profiles of its cluster.
 *
 * @param firstRunningMicros since 1970, when the first of its tasks ran; empty if none did
 * @param lastRunningMicros when the last of them ran
 * @param servedByJobManager bytes that TaskManagers have downloaded from the JobManager
 * @param downloads how many downloads that were
 * @param readFromStore bytes that TaskManagers have read from the blob store
 * @param writtenToStore bytes that the JobManager has given to the blob store; with the blob store
 *     off it keeps them to itself
 * @param storeWriteMicros how long that took
 */
public record QueryTraffic(
        OptionalLong firstRunningMicros,
        OptionalLong lastRunningMicros,
        long servedByJobManager,
        long downloads,
        long readFromStore,
        long writtenToStore,
        long storeWriteMicros) {

    /**
     * By the ids of the queries' jobs.
     *
     * @param directory where the processes have written their profiles
     * @throws dev.olapha.benchmark.cli.BenchmarkException if it holds no profile
     */
    public static Map<String, QueryTraffic> in(Path directory) {
        final Map<String, List<RecordedCall>> calls = new HashMap<>();
        for (final ProcessProfile process : ProfileFiles.read(List.of(directory))) {
            for (final ProcessProfile.RecordedQuery query : process.timelines()) {
                calls.computeIfAbsent(query.query(), key -> new ArrayList<>())
                        .addAll(query.events());
            }
        }
        final Map<String, QueryTraffic> traffic = new HashMap<>();
        calls.forEach((query, all) -> traffic.put(query, of(all)));
        return traffic;
    }

    private static QueryTraffic of(List<RecordedCall> calls) {
        return new QueryTraffic(
                calls.stream()
                        .filter(call -> call.what().tellsThatTaskRuns())
                        .mapToLong(RecordedCall::startMicros)
                        .min(),
                calls.stream()
                        .filter(call -> call.what().tellsThatTaskRuns())
                        .mapToLong(RecordedCall::startMicros)
                        .max(),
                bytes(calls, "BlobServer", "download"),
                calls.stream().filter(call -> call.service().equals("BlobServer")).count(),
                bytes(calls, "BlobStore", "get"),
                bytes(calls, "BlobStore", "put"),
                calls.stream()
                        .filter(call -> is(call, "BlobStore", "put") && call.micros() != null)
                        .mapToLong(RecordedCall::micros)
                        .sum());
    }

    private static long bytes(List<RecordedCall> calls, String service, String operation) {
        return calls.stream()
                .filter(call -> is(call, service, operation) && call.bytes() != null)
                .mapToLong(RecordedCall::bytes)
                .sum();
    }

    private static boolean is(RecordedCall call, String service, String operation) {
        return call.service().equals(service) && call.operation().startsWith(operation + " ");
    }
}
