/**
 * What one process has recorded: totals of every operation, and the last queries call by call. All
 * of it is bounded, and recording never waits for a lock that is held during input or output.
 */
package dev.olapha.profile.recording;
