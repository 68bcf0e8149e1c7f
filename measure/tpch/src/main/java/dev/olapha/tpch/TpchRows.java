package dev.olapha.tpch;

import io.trino.tpch.Customer;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Nation;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.Part;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.Region;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.Supplier;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;

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

    // The specification's comments come from 300 MB of text, which take seconds to generate. No
    // query here reads them.
    private static final int COMMENT_TEXT_BYTES = 1024 * 1024;

    /**
     * Generates the rows. All but the comments are as the specification has them.
     *
     * @param scale 1 is six million line items
     */
    public static TpchRows generate(double scale) {
        Distributions words = Distributions.getDefaultDistributions();
        TextPool comments = new TextPool(COMMENT_TEXT_BYTES, words);
        return new TpchRows(
                list(new LineItemGenerator(scale, 1, 1, words, comments)),
                list(new OrderGenerator(scale, 1, 1, words, comments)),
                list(new CustomerGenerator(scale, 1, 1, words, comments)),
                list(new PartGenerator(scale, 1, 1, words, comments)),
                list(new SupplierGenerator(scale, 1, 1, words, comments)),
                list(new NationGenerator(words, comments)),
                list(new RegionGenerator(words, comments)));
    }

    private static <T> List<T> list(Iterable<T> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
