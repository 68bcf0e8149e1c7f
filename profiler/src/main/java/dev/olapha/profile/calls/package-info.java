/**
 * The meter: proxies around what Flink calls. They are dynamic, because the interfaces differ
 * between Flink's release lines and one profiler serves all of them. A call is passed on with its
 * own arguments, on its own thread, and its own result or exception comes back.
 */
package dev.olapha.profile.calls;
