package dev.olapha.faults.store;

/** A Flink process as the store may know it. */
public record ProcessIdentity(String name, long pid) {}
