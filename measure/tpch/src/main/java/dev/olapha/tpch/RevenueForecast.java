package dev.olapha.tpch;

import io.trino.tpch.LineItem;

import java.math.BigDecimal;
import java.util.List;

/** Q6: what small discounted sales of 1994 would have brought without the discount. */
final class RevenueForecast implements TpchQuery {

    @Override
    public String name() {
        return "Q6";
    }

    @Override
    public String sql() {
        return """
                SELECT SUM(l_extendedprice * l_discount) AS revenue
                FROM lineitem
                WHERE l_shipdate >= DATE '1994-01-01'
                  AND l_shipdate < DATE '1995-01-01'
                  AND l_discount BETWEEN 0.05 AND 0.07
                  AND l_quantity < 24""";
    }

    @Override
    public Answer expected(TpchRows rows) {
        BigDecimal revenue =
                rows.lineItems().stream()
                        .filter(RevenueForecast::counts)
                        .map(Price::new)
                        .map(price -> price.extended().multiply(price.discount()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Answer.Rows().add(List.of(revenue)).toAnswer();
    }

    private static boolean counts(LineItem item) {
        return item.getShipDate() >= Day.of(1994, 1, 1)
                && item.getShipDate() < Day.of(1995, 1, 1)
                && item.getDiscountPercent() >= 5
                && item.getDiscountPercent() <= 7
                && item.getQuantity() < 24;
    }
}
