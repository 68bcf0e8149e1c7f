/**
 * How a process that does not lead learns who does: {@link
 * dev.olapha.kubernetes.reader.RecordsReader}, from top to bottom.
 */
package dev.olapha.kubernetes.reader;
