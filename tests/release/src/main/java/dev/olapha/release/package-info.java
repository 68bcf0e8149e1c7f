/**
 * Whether a directory that a release was deployed to would be accepted by Maven Central, and
 * whether it is what we promise: {@link dev.olapha.release.ReleaseCheck} runs at the end of {@code
 * mvn -Prelease deploy}.
 */
package dev.olapha.release;
