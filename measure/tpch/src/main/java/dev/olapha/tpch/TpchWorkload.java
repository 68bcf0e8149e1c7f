package dev.olapha.tpch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The queries that are asked, and the right answers. Immutable. */
public final class TpchWorkload {

    private static final List<TpchQuery> QUERIES =
            List.of(
                    new PricingSummary(),
                    new ShippingPriority(),
                    new LocalSupplierVolume(),
                    new RevenueForecast(),
                    new ShippingModes(),
                    new PromotionEffect());

    private final Map<TpchQuery, Answer> expected = new LinkedHashMap<>();

    private TpchWorkload() {}

    /** Computes the right answers. */
    public static TpchWorkload over(TpchRows rows) {
        TpchWorkload workload = new TpchWorkload();
        QUERIES.forEach(query -> workload.expected.put(query, query.expected(rows)));
        return workload;
    }

    /** The names of {@link #queries()}. */
    public static List<String> names() {
        return QUERIES.stream().map(TpchQuery::name).toList();
    }

    /** The queries in the order of their numbers. */
    public List<TpchQuery> queries() {
        return QUERIES;
    }

    /** The right answer to one of {@link #queries()}. */
    public Answer expected(TpchQuery query) {
        return expected.get(query);
    }
}
