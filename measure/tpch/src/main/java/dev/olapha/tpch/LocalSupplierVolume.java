package dev.olapha.tpch;

import io.trino.tpch.Customer;
import io.trino.tpch.LineItem;
import io.trino.tpch.Nation;
import io.trino.tpch.Order;
import io.trino.tpch.Region;
import io.trino.tpch.Supplier;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Q5: the revenue that Asian suppliers made in 1994 with customers of their own nation. */
final class LocalSupplierVolume implements TpchQuery {

    @Override
    public String name() {
        return "Q5";
    }

    @Override
    public String sql() {
        return """
                SELECT n_name, SUM(l_extendedprice * (1 - l_discount)) AS revenue
                FROM customer, orders, lineitem, supplier, nation, region
                WHERE c_custkey = o_custkey
                  AND l_orderkey = o_orderkey
                  AND l_suppkey = s_suppkey
                  AND c_nationkey = s_nationkey
                  AND s_nationkey = n_nationkey
                  AND n_regionkey = r_regionkey
                  AND r_name = 'ASIA'
                  AND o_orderdate >= DATE '1994-01-01'
                  AND o_orderdate < DATE '1995-01-01'
                GROUP BY n_name
                ORDER BY revenue DESC""";
    }

    @Override
    public Answer expected(TpchRows rows) {
        Map<Long, String> asianNations = asianNations(rows);
        Map<Long, Long> nationOfCustomer =
                rows.customers().stream()
                        .collect(
                                Collectors.toMap(Customer::getCustomerKey, Customer::getNationKey));
        Map<Long, Long> nationOfSupplier =
                rows.suppliers().stream()
                        .collect(
                                Collectors.toMap(Supplier::getSupplierKey, Supplier::getNationKey));
        Map<Long, Long> nationOfOrder =
                rows.orders().stream()
                        .filter(order -> order.getOrderDate() >= Day.of(1994, 1, 1))
                        .filter(order -> order.getOrderDate() < Day.of(1995, 1, 1))
                        .collect(
                                Collectors.toMap(
                                        Order::getOrderKey,
                                        order -> nationOfCustomer.get(order.getCustomerKey())));
        Map<String, BigDecimal> revenues = new HashMap<>();
        for (LineItem item : rows.lineItems()) {
            Long nation = nationOfSupplier.get(item.getSupplierKey());
            if (asianNations.containsKey(nation)
                    && nation.equals(nationOfOrder.get(item.getOrderKey()))) {
                revenues.merge(
                        asianNations.get(nation), new Price(item).discounted(), BigDecimal::add);
            }
        }
        Answer.Rows answer = new Answer.Rows();
        revenues.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
                .forEach(entry -> answer.add(List.of(entry.getKey(), entry.getValue())));
        return answer.toAnswer();
    }

    private static Map<Long, String> asianNations(TpchRows rows) {
        Set<Long> asia =
                rows.regions().stream()
                        .filter(region -> region.getName().equals("ASIA"))
                        .map(Region::getRegionKey)
                        .collect(Collectors.toSet());
        return rows.nations().stream()
                .filter(nation -> asia.contains(nation.getRegionKey()))
                .collect(Collectors.toMap(Nation::getNationKey, Nation::getName));
    }
}
