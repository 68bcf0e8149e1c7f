/** A file system for Flink that is as far away as a test wants it to be. */
package dev.olapha.testkit.storage;
