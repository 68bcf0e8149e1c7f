/** {@code ./bench micro}: JMH for the few paths that every query takes through this product. */
package dev.olapha.benchmark.micro;
