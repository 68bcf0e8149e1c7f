/** Clients that ask queries over JDBC, one after the other, and write down what became of each. */
package dev.olapha.tpch.clients;
