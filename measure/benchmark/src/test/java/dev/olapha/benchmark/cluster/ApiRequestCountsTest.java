package dev.olapha.benchmark.cluster;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApiRequestCountsTest {

    private static final String METRICS =
            """
            # TYPE apiserver_request_total counter
            apiserver_request_total{code="200",resource="configmaps",scope="namespace",verb="GET"} 7
            apiserver_request_total{code="200",resource="configmaps",scope="namespace",verb="PUT"} 20
            apiserver_request_total{code="409",resource="configmaps",scope="namespace",verb="PUT"} 1.2e+06
            apiserver_request_total{code="0",resource="configmaps",scope="namespace",verb="WATCH"} 2
            apiserver_request_total{code="200",resource="secrets",scope="namespace",verb="DELETE"} 3
            apiserver_request_total{code="200",resource="leases",scope="namespace",verb="PUT"} 50
            apiserver_request_total{code="200",resource="",scope="",verb="GET"} 60
            apiserver_request_duration_seconds_count{resource="configmaps",verb="PUT"} 70
            """;

    @Test
    void countsWhatFlinkKeeps() {
        assertThat(ApiRequestCounts.of(METRICS))
                .isEqualTo(new ApiRequestCounts(1_200_032, 1_200_023));
    }

    @Test
    void countsNothingInNothing() {
        assertThat(ApiRequestCounts.of("")).isEqualTo(ApiRequestCounts.NONE);
    }
}
