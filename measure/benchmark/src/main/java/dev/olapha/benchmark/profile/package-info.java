/**
 * {@code ./bench profile}: reads what profiled processes have written, and says where time goes.
 */
package dev.olapha.benchmark.profile;
