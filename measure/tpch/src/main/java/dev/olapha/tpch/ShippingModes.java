package dev.olapha.tpch;

import io.trino.tpch.LineItem;
import io.trino.tpch.Order;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Q12: how many late line items of 1994, by ship mode, belonged to urgent orders and how many to
 * others.
 */
final class ShippingModes implements TpchQuery {

    private static final Set<String> MODES = Set.of("MAIL", "SHIP");
    private static final Set<String> URGENT = Set.of("1-URGENT", "2-HIGH");

    @Override
    public String name() {
        return "Q12";
    }

    @Override
    public String sql() {
        return """
                SELECT l_shipmode,
                  SUM(CASE WHEN o_orderpriority = '1-URGENT' OR o_orderpriority = '2-HIGH'
                    THEN 1 ELSE 0 END) AS high_line_count,
                  SUM(CASE WHEN o_orderpriority <> '1-URGENT' AND o_orderpriority <> '2-HIGH'
                    THEN 1 ELSE 0 END) AS low_line_count
                FROM orders, lineitem
                WHERE o_orderkey = l_orderkey
                  AND l_shipmode IN ('MAIL', 'SHIP')
                  AND l_commitdate < l_receiptdate
                  AND l_shipdate < l_commitdate
                  AND l_receiptdate >= DATE '1994-01-01'
                  AND l_receiptdate < DATE '1995-01-01'
                GROUP BY l_shipmode
                ORDER BY l_shipmode""";
    }

    @Override
    public Answer expected(TpchRows rows) {
        Set<Long> urgentOrders =
                rows.orders().stream()
                        .filter(order -> URGENT.contains(order.getOrderPriority()))
                        .map(Order::getOrderKey)
                        .collect(Collectors.toSet());
        Map<String, Map<Boolean, Long>> counts =
                rows.lineItems().stream()
                        .filter(ShippingModes::counts)
                        .collect(
                                Collectors.groupingBy(
                                        LineItem::getShipMode,
                                        TreeMap::new,
                                        Collectors.partitioningBy(
                                                item -> urgentOrders.contains(item.getOrderKey()),
                                                Collectors.counting())));
        Answer.Rows answer = new Answer.Rows();
        counts.forEach(
                (mode, count) -> answer.add(List.of(mode, count.get(true), count.get(false))));
        return answer.toAnswer();
    }

    private static boolean counts(LineItem item) {
        return MODES.contains(item.getShipMode())
                && item.getCommitDate() < item.getReceiptDate()
                && item.getShipDate() < item.getCommitDate()
                && item.getReceiptDate() >= Day.of(1994, 1, 1)
                && item.getReceiptDate() < Day.of(1995, 1, 1);
    }
}
