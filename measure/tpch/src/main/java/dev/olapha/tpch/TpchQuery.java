package dev.olapha.tpch;

/** One of TPC-H's queries with the parameters by which the specification validates it. */
public interface TpchQuery {

    /** Its number in the specification, such as {@code Q1}. */
    String name();

    /** What is submitted. */
    String sql();

    /** The right answer, computed from the rows without any query engine. */
    Answer expected(TpchRows rows);
}
