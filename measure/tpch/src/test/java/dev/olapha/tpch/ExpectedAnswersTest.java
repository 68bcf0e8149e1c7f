package dev.olapha.tpch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The generator's jar has the answers for scale 0.01, which another engine computed, to fewer
 * digits.
 */
class ExpectedAnswersTest {

    private static final TpchRows ROWS = TpchRows.generate(0.01);
    private static final TpchWorkload WORKLOAD = TpchWorkload.over(ROWS);

    static List<TpchQuery> queries() {
        return WORKLOAD.queries();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void areThePublishedOnes(TpchQuery query) throws IOException {
        List<List<String>> published = published(query);
        List<List<String>> computed = WORKLOAD.expected(query).rows();

        assertThat(computed).hasSameSizeAs(published);
        for (int row = 0; row < published.size(); row++) {
            assertThat(computed.get(row)).hasSameSizeAs(published.get(row));
            for (int column = 0; column < published.get(row).size(); column++) {
                assertSame(computed.get(row).get(column), published.get(row).get(column));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void proveSomethingAtTheSmallestScale(TpchQuery query) {
        assertThat(query.expected(TpchRows.generate(0.005)).rows()).isNotEmpty();
    }

    private static void assertSame(String computed, String published) {
        if (!published.matches("-?[0-9]+(\\.[0-9]+)?")) {
            assertThat(computed).isEqualTo(published);
            return;
        }
        BigDecimal ours = new BigDecimal(computed);
        BigDecimal theirs = new BigDecimal(published);
        int digits = Math.min(ours.scale(), theirs.scale());
        assertThat(ours.setScale(digits, RoundingMode.HALF_UP))
                .isEqualByComparingTo(theirs.setScale(digits, RoundingMode.HALF_UP));
    }

    private static List<List<String>> published(TpchQuery query) throws IOException {
        String resource =
                "/io/trino/tpch/queries/" + query.name().toLowerCase(Locale.ROOT) + ".result";
        try (InputStream in = TpchRows.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .map(line -> Stream.of(line.split("\\|")).map(String::trim).toList())
                    .toList();
        }
    }
}
