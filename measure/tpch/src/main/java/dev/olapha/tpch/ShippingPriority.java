package dev.olapha.tpch;

import io.trino.tpch.Customer;
import io.trino.tpch.LineItem;
import io.trino.tpch.Order;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Q3: the ten unshipped orders of the highest value. */
final class ShippingPriority implements TpchQuery {

    @Override
    public String name() {
        return "Q3";
    }

    @Override
    public String sql() {
        return """
                SELECT l_orderkey, SUM(l_extendedprice * (1 - l_discount)) AS revenue,
                  o_orderdate, o_shippriority
                FROM customer, orders, lineitem
                WHERE c_mktsegment = 'BUILDING'
                  AND c_custkey = o_custkey
                  AND l_orderkey = o_orderkey
                  AND o_orderdate < DATE '1995-03-15'
                  AND l_shipdate > DATE '1995-03-15'
                GROUP BY l_orderkey, o_orderdate, o_shippriority
                ORDER BY revenue DESC, o_orderdate
                LIMIT 10""";
    }

    @Override
    public Answer expected(TpchRows rows) {
        int day = Day.of(1995, 3, 15);
        Set<Long> customers =
                rows.customers().stream()
                        .filter(customer -> customer.getMarketSegment().equals("BUILDING"))
                        .map(Customer::getCustomerKey)
                        .collect(Collectors.toSet());
        Map<Long, Order> orders =
                rows.orders().stream()
                        .filter(order -> order.getOrderDate() < day)
                        .filter(order -> customers.contains(order.getCustomerKey()))
                        .collect(Collectors.toMap(Order::getOrderKey, Function.identity()));
        Map<Order, BigDecimal> revenues = new HashMap<>();
        for (LineItem item : rows.lineItems()) {
            Order order = orders.get(item.getOrderKey());
            if (order != null && item.getShipDate() > day) {
                revenues.merge(order, new Price(item).discounted(), BigDecimal::add);
            }
        }
        Answer.Rows answer = new Answer.Rows();
        revenues.entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                        Map.Entry<Order, BigDecimal>::getValue,
                                        Comparator.reverseOrder())
                                .thenComparing(entry -> entry.getKey().getOrderDate()))
                .limit(10)
                .forEach(entry -> answer.add(row(entry.getKey(), entry.getValue())));
        return answer.toAnswer();
    }

    private static List<?> row(Order order, BigDecimal revenue) {
        return List.of(
                order.getOrderKey(),
                revenue,
                Day.date(order.getOrderDate()),
                order.getShipPriority());
    }
}
