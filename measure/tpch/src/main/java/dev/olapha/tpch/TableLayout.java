package dev.olapha.tpch;

import io.trino.tpch.TpchEntity;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The columns of each table. */
enum TableLayout {
    LINEITEM(
            TpchRows::lineItems,
            """
            l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber INT,
            l_quantity DECIMAL(15, 2), l_extendedprice DECIMAL(15, 2), l_discount DECIMAL(15, 2),
            l_tax DECIMAL(15, 2), l_returnflag STRING, l_linestatus STRING, l_shipdate DATE,
            l_commitdate DATE, l_receiptdate DATE, l_shipinstruct STRING, l_shipmode STRING,
            l_comment STRING"""),
    ORDERS(
            TpchRows::orders,
            """
            o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus STRING, o_totalprice DECIMAL(15, 2),
            o_orderdate DATE, o_orderpriority STRING, o_clerk STRING, o_shippriority INT,
            o_comment STRING"""),
    CUSTOMER(
            TpchRows::customers,
            """
            c_custkey BIGINT, c_name STRING, c_address STRING, c_nationkey BIGINT, c_phone STRING,
            c_acctbal DECIMAL(15, 2), c_mktsegment STRING, c_comment STRING"""),
    PART(
            TpchRows::parts,
            """
            p_partkey BIGINT, p_name STRING, p_mfgr STRING, p_brand STRING, p_type STRING, p_size INT,
            p_container STRING, p_retailprice DECIMAL(15, 2), p_comment STRING"""),
    SUPPLIER(
            TpchRows::suppliers,
            """
            s_suppkey BIGINT, s_name STRING, s_address STRING, s_nationkey BIGINT, s_phone STRING,
            s_acctbal DECIMAL(15, 2), s_comment STRING"""),
    NATION(
            TpchRows::nations,
            "n_nationkey BIGINT, n_name STRING, n_regionkey BIGINT, n_comment STRING"),
    REGION(TpchRows::regions, "r_regionkey BIGINT, r_name STRING, r_comment STRING");

    private final Function<TpchRows, List<? extends TpchEntity>> rows;
    private final String columns;

    TableLayout(Function<TpchRows, List<? extends TpchEntity>> rows, String columns) {
        this.rows = rows;
        this.columns = columns;
    }

    String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<? extends TpchEntity> rowsOf(TpchRows all) {
        return rows.apply(all);
    }

    String definition(Path file) {
        return """
                CREATE TEMPORARY TABLE %s (
                %s
                ) WITH (
                  'connector' = 'filesystem',
                  'path' = '%s',
                  'format' = 'csv',
                  'csv.field-delimiter' = '|',
                  'csv.disable-quote-character' = 'true'
                )"""
                .formatted(tableName(), columns, file.toUri().toString().replace("'", "''"));
    }
}
