package dev.olapha.demonstration;

import java.util.OptionalLong;

/**
 * What the service in which the leader is elected was asked in some time.
 *
 * @param service its name
 * @param count heartbeats and renewals of leases left out; nothing if it does not tell
 * @param details for people
 */
record Requests(String service, OptionalLong count, String details) {}
