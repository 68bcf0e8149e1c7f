/** {@code ./bench jars}: whether the JobManager is a hot spot that the blob store relieves. */
package dev.olapha.benchmark.jars;
