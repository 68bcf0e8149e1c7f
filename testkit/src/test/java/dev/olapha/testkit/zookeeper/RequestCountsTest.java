package dev.olapha.testkit.zookeeper;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class RequestCountsTest {

    @Test
    void tellsRequestsWritesAndHeartbeatsApart() {
        RequestCounts counts =
                RequestCounts.of(Map.of("ping", 7L, "getData", 2L, "multi", 3L, "setData", 0L));
        assertThat(counts.requests()).isEqualTo(5);
        assertThat(counts.writes()).isEqualTo(3);
        assertThat(counts.byType()).containsOnlyKeys("ping", "getData", "multi");
        assertThat(counts.of("setData")).isZero();
    }

    @Test
    void subtracts() {
        RequestCounts earlier = RequestCounts.of(Map.of("getData", 2L, "multi", 3L));
        RequestCounts later = RequestCounts.of(Map.of("getData", 5L, "multi", 3L, "exists", 1L));
        assertThat(later.minus(earlier))
                .isEqualTo(RequestCounts.of(Map.of("getData", 3L, "exists", 1L)));
    }

    @Test
    void survivesBeingSent() {
        RequestCounts counts = RequestCounts.of(Map.of("getData", 2L, "multi", 3L));
        assertThat(RequestCounts.fromLines(counts.toLines())).isEqualTo(counts);
        RequestCounts none = RequestCounts.of(Map.of());
        assertThat(RequestCounts.fromLines(none.toLines())).isEqualTo(none);
    }
}
