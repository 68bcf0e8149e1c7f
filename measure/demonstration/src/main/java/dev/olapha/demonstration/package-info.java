/** What {@code ./demo} runs: TPC-H queries over JDBC while the leading JobManager is killed. */
package dev.olapha.demonstration;
