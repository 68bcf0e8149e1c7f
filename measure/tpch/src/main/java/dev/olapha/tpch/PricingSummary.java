package dev.olapha.tpch;

import io.trino.tpch.LineItem;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Q1: totals of all line items shipped by a date, by return flag and line status. */
final class PricingSummary implements TpchQuery {

    // Flink's scale of the average of a DECIMAL(15, 2).
    private static final int AVERAGE_SCALE = 6;

    @Override
    public String name() {
        return "Q1";
    }

    @Override
    public String sql() {
        return """
                SELECT l_returnflag, l_linestatus,
                  SUM(l_quantity) AS sum_qty,
                  SUM(l_extendedprice) AS sum_base_price,
                  SUM(l_extendedprice * (1 - l_discount)) AS sum_disc_price,
                  SUM(l_extendedprice * (1 - l_discount) * (1 + l_tax)) AS sum_charge,
                  AVG(l_quantity) AS avg_qty,
                  AVG(l_extendedprice) AS avg_price,
                  AVG(l_discount) AS avg_disc,
                  COUNT(*) AS count_order
                FROM lineitem
                WHERE l_shipdate <= DATE '1998-12-01' - INTERVAL '90' DAY
                GROUP BY l_returnflag, l_linestatus
                ORDER BY l_returnflag, l_linestatus""";
    }

    @Override
    public Answer expected(TpchRows rows) {
        int lastDay = Day.of(1998, 12, 1) - 90;
        Map<String, List<LineItem>> groups = new TreeMap<>();
        for (LineItem item : rows.lineItems()) {
            if (item.getShipDate() <= lastDay) {
                groups.computeIfAbsent(
                                item.getReturnFlag() + item.getStatus(), key -> new ArrayList<>())
                        .add(item);
            }
        }
        Answer.Rows answer = new Answer.Rows();
        groups.values().forEach(group -> answer.add(row(group)));
        return answer.toAnswer();
    }

    private static List<?> row(List<LineItem> group) {
        BigDecimal quantity = sum(group, item -> BigDecimal.valueOf(item.getQuantity()));
        BigDecimal price = sum(group, item -> new Price(item).extended());
        BigDecimal discount = sum(group, item -> new Price(item).discount());
        return List.of(
                group.get(0).getReturnFlag(),
                group.get(0).getStatus(),
                quantity,
                price,
                sum(group, item -> new Price(item).discounted()),
                sum(group, item -> new Price(item).charged()),
                average(quantity, group),
                average(price, group),
                average(discount, group),
                group.size());
    }

    private static BigDecimal sum(List<LineItem> group, Function<LineItem, BigDecimal> value) {
        return group.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal average(BigDecimal sum, List<LineItem> group) {
        return sum.divide(BigDecimal.valueOf(group.size()), AVERAGE_SCALE, RoundingMode.HALF_UP);
    }
}
