package dev.olapha.faults.run;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much a figure differs between the runs of one row. */
final class Spread {

    private final long[] sorted;

    /**
     * @param figure in milliseconds; runs that do not have it do not count
     */
    Spread(List<JsonNode> runs, String figure) {
        this.sorted =
                runs.stream()
                        .map(run -> run.get("figures").get(figure))
                        .filter(value -> value != null)
                        .mapToLong(JsonNode::asLong)
                        .sorted()
                        .toArray();
    }

    /**
     * The smallest value that at least this share of all values does not exceed (nearest rank).
     *
     * @param percent above 0, at most 100
     * @throws IllegalStateException if there is no value
     */
    long percentile(int percent) {
        if (sorted.length == 0) {
            throw new IllegalStateException("No run has this figure");
        }
        return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
    }

    /** Median, 95th percentile and worst in seconds, or a dash. */
    String text() {
        if (sorted.length == 0) {
            return "–";
        }
        return Arrays.stream(new int[] {50, 95, 100})
                .mapToObj(percent -> seconds(percentile(percent)))
                .collect(Collectors.joining(" / "));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.2f", millis / 1000.0);
    }
}
