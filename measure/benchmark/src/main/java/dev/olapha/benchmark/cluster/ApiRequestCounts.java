package dev.olapha.benchmark.cluster;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests about ConfigMaps and Secrets, in which Flink keeps everything, an API server
 * has answered since it was started.
 *
 * @param requests all of them
 * @param writes those of them that etcd must agree on
 */
public record ApiRequestCounts(long requests, long writes) {

    static final ApiRequestCounts NONE = new ApiRequestCounts(0, 0);

    private static final Pattern COUNTER =
            Pattern.compile("^apiserver_request_total\\{(.*)} (\\S+)$");
    private static final Pattern OURS = Pattern.compile("\\bresource=\"(configmaps|secrets)\"");
    private static final Pattern VERB = Pattern.compile("\\bverb=\"(\\w+)\"");
    private static final Set<String> READS = Set.of("GET", "LIST", "WATCH");

    /**
     * @param metrics as the server's {@code /metrics} has them
     */
    static ApiRequestCounts of(String metrics) {
        return metrics.lines()
                .map(COUNTER::matcher)
                .filter(Matcher::matches)
                .filter(counter -> OURS.matcher(counter.group(1)).find())
                .map(ApiRequestCounts::of)
                .reduce(NONE, ApiRequestCounts::plus);
    }

    private static ApiRequestCounts of(Matcher counter) {
        final long count = (long) Double.parseDouble(counter.group(2));
        final Matcher verb = VERB.matcher(counter.group(1));
        return new ApiRequestCounts(
                count, verb.find() && READS.contains(verb.group(1)) ? 0 : count);
    }

    private ApiRequestCounts plus(ApiRequestCounts other) {
        return new ApiRequestCounts(requests + other.requests, writes + other.writes);
    }

    public ApiRequestCounts minus(ApiRequestCounts earlier) {
        return new ApiRequestCounts(requests - earlier.requests, writes - earlier.writes);
    }
}
