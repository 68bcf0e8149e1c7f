/**
 * TPC-H: the generated rows, the files they are written to, six of its queries, and the answers
 * they must give.
 */
package dev.olapha.tpch;
