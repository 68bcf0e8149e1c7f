package dev.olapha.demonstration.tpch;

import io.trino.tpch.Customer;
import io.trino.tpch.LineItem;
import io.trino.tpch.Nation;
import io.trino.tpch.Order;
import io.trino.tpch.Part;
import io.trino.tpch.Region;
import io.trino.tpch.Supplier;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;

import java.util.List;
import java.util.stream.StreamSupport;

/** The rows of TPC-H's tables, the same for the same scale. Immutable. */
public record TpchRows(
        List<LineItem> lineItems,
        List<Order> orders,
        List<Customer> customers,
        List<Part> parts,
        List<Supplier> suppliers,
        List<Nation> nations,
        List<Region> regions) {

    /**
     * Generates the rows.
     *
     * @param scale 1 is six million line items
     */
    public static TpchRows generate(double scale) {
        return new TpchRows(
                rows(TpchTable.LINE_ITEM, scale),
                rows(TpchTable.ORDERS, scale),
                rows(TpchTable.CUSTOMER, scale),
                rows(TpchTable.PART, scale),
                rows(TpchTable.SUPPLIER, scale),
                rows(TpchTable.NATION, scale),
                rows(TpchTable.REGION, scale));
    }

    private static <T extends TpchEntity> List<T> rows(TpchTable<T> table, double scale) {
        return StreamSupport.stream(table.createGenerator(scale, 1, 1).spliterator(), false).toList();
    }
}
