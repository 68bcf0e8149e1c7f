/**
 * How a query lives through the loss of its leader: events in, {@link
 * dev.olapha.query.protocol.Actions} out. No threads, no clock and no I/O; whoever drives it calls
 * it from one thread at a time and says what time it is.
 */
package dev.olapha.query.protocol;
