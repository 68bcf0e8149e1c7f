/** The profiler's keys in Flink's configuration. */
package dev.olapha.profile.config;
