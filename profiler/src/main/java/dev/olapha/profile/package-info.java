/**
 * Profiles what high availability costs on a user's own cluster, for any implementation of it. To
 * be set beside {@code high-availability.type}: see {@link
 * dev.olapha.profile.config.ProfilerOptions}.
 */
package dev.olapha.profile;
