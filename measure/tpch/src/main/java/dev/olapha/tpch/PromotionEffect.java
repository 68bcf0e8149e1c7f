package dev.olapha.tpch;

import io.trino.tpch.LineItem;
import io.trino.tpch.Part;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Q14: the share of promoted parts in the revenue of one month, in percent. */
final class PromotionEffect implements TpchQuery {

    private static final int SCALE = 6;

    @Override
    public String name() {
        return "Q14";
    }

    @Override
    public String sql() {
        return """
                SELECT CAST(
                  100.00 * SUM(CASE WHEN p_type LIKE 'PROMO%'
                    THEN l_extendedprice * (1 - l_discount) ELSE 0 END)
                  / SUM(l_extendedprice * (1 - l_discount)) AS DECIMAL(38, 6)) AS promo_revenue
                FROM lineitem, part
                WHERE l_partkey = p_partkey
                  AND l_shipdate >= DATE '1995-09-01'
                  AND l_shipdate < DATE '1995-10-01'""";
    }

    @Override
    public Answer expected(TpchRows rows) {
        Set<Long> promoted =
                rows.parts().stream()
                        .filter(part -> part.getType().startsWith("PROMO"))
                        .map(Part::getPartKey)
                        .collect(Collectors.toSet());
        BigDecimal all = BigDecimal.ZERO;
        BigDecimal ofPromoted = BigDecimal.ZERO;
        for (LineItem item : rows.lineItems()) {
            if (item.getShipDate() >= Day.of(1995, 9, 1)
                    && item.getShipDate() < Day.of(1995, 10, 1)) {
                BigDecimal revenue = new Price(item).discounted();
                all = all.add(revenue);
                if (promoted.contains(item.getPartKey())) {
                    ofPromoted = ofPromoted.add(revenue);
                }
            }
        }
        BigDecimal share =
                ofPromoted
                        .multiply(BigDecimal.valueOf(100))
                        .divide(all, SCALE, RoundingMode.HALF_UP);
        return new Answer.Rows().add(List.of(share)).toAnswer();
    }
}
